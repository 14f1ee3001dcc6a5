/**
 * The hash of one part, of the kind that the grant names: computed once, beside the transfer, and once more only
 * where storage reports another.
 *
 * @module
 */
import { asUploadError, UploadError } from '../errors.js';
import { hasherUnavailable, unreadableFile } from '../hashing/hash-failure.js';
import type { Hasher } from '../ports.js';
import type { Integrity } from '../protocol.js';
import { assertReadable } from './readable.js';
import { withRetry, type RetryPolicy } from '../flow/retry.js';

/** Tries in a row to load the code that hashes. Code that is not there any more does not come back: the person should hear of it. */
const LOAD_ATTEMPTS = 3;

/** Tries in a row to read a file that is still there. */
const READ_ATTEMPTS = 3;

/** The hash of one part's bytes. Every failure is an `UploadError`. */
export interface PartHash {
  /** The running hash, started by the first call. */
  readonly start: () => Promise<string>;
  /** The hash if it is there by now. */
  known(): string | undefined;
  /** Rejects with what the hash failed with, if it has, and with `file-unreadable` if the bytes cannot be read now. */
  checkReadable(): Promise<void>;
  /** Reads the bytes once more; rejects with `file-changed` if they are not what they were. */
  checkUnchanged(): Promise<void>;
}

/** What hashing needs. */
export interface HashServices {
  readonly hasher: Hasher;
  readonly integrity: Integrity;
  readonly retry: RetryPolicy;
}

/** `ahead`: the hash, if it is being computed already. Nothing is read before {@linkcode PartHash.start}. */
export function createPartHash(
  bytes: Blob,
  ahead: Promise<string> | undefined,
  { hasher, integrity, retry }: HashServices,
  signal: AbortSignal,
): PartHash {
  let running: Promise<string> | undefined;
  let known: string | undefined;
  let failure: UploadError | undefined;
  // The hasher's code comes over the network too, and only when it is first needed: that may just be gone.
  const patience = { ...retry, attempts: Math.min(retry.attempts, LOAD_ATTEMPTS) };
  const compute = (): Promise<string> =>
    withRetry(() => readHash(bytes, hasher, integrity, signal), patience, signal);
  async function settle(hash: Promise<string>): Promise<string> {
    try {
      known = await hash;
      return known;
    } catch (error) {
      signal.throwIfAborted();
      failure = asUploadError(error);
      throw failure;
    }
  }
  function start(): Promise<string> {
    if (!running) {
      running = settle(ahead?.catch(compute) ?? compute());
      // Awaited after the PUT; until then a failure must not count as unhandled.
      running.catch(() => undefined);
    }
    return running;
  }
  if (ahead) void start();
  return {
    start,
    known: () => known,
    async checkReadable() {
      if (failure) throw failure;
      await assertReadable(bytes, signal).catch((cause: unknown) => {
        signal.throwIfAborted();
        throw unreadableFile(cause);
      });
    },
    async checkUnchanged() {
      const before = await start();
      const after = await settle(compute());
      if (after !== before) {
        throw new UploadError('file-changed', 'The file was changed while it was being sent.');
      }
    },
  };
}

/** What computes the hash that proves an upload of this kind. */
export function hashFor(hasher: Hasher, integrity: Integrity): Hasher['md5'] {
  return integrity === 'crc64nvme'
    ? (blob, signal) => hasher.crc64nvme(blob, signal)
    : (blob, signal) => hasher.md5(blob, signal);
}

async function readHash(
  bytes: Blob,
  hasher: Hasher,
  integrity: Integrity,
  signal: AbortSignal,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await hashFor(hasher, integrity)(bytes, signal);
    } catch (cause) {
      signal.throwIfAborted();
      const error = hashError(cause);
      if (error.code !== 'file-unreadable' || attempt >= READ_ATTEMPTS) throw error;
      await assertReadable(bytes, signal).catch(() => {
        signal.throwIfAborted();
        throw error;
      });
    }
  }
}

/**
 * A hasher of the page's own may fail in any way. Of the errors of the File API (§10.1) it is the file's fault; of all others the file
 * is not to blame.
 */
function hashError(cause: unknown): UploadError {
  if (cause instanceof UploadError) return cause;
  const isRead =
    cause instanceof DOMException &&
    ['NotFoundError', 'NotReadableError', 'SecurityError'].includes(cause.name);
  return isRead ? unreadableFile(cause) : hasherUnavailable('the hasher failed', cause);
}
