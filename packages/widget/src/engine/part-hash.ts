/**
 * The MD5 of one part: computed once, beside the transfer, and once more only where storage reports another.
 *
 * @module
 */
import { UploadError } from './errors.js';
import type { Hasher } from './ports.js';

/** The hash of one part's bytes. Every failure is an `UploadError`. */
export interface PartHash {
  /** The running hash, started by the first call. */
  readonly start: () => Promise<string>;
  /** The hash if it is there by now. */
  known(): string | undefined;
  /** Throws what the hash failed with, if it has. */
  throwIfFailed(): void;
  /** Reads the bytes once more; rejects with `file-changed` if they are not what they were. */
  checkUnchanged(): Promise<void>;
}

/** `ahead`: the hash, if it is being computed already. Nothing is read before {@linkcode PartHash.start}. */
export function createPartHash(
  bytes: Blob,
  ahead: Promise<string> | undefined,
  hasher: Hasher,
  signal: AbortSignal,
): PartHash {
  let running: Promise<string> | undefined;
  let known: string | undefined;
  let failure: UploadError | undefined;
  async function settle(hash: Promise<string>): Promise<string> {
    try {
      known = await hash;
      return known;
    } catch (cause) {
      signal.throwIfAborted();
      failure = fileError(cause);
      throw failure;
    }
  }
  function start(): Promise<string> {
    if (!running) {
      running = settle(ahead ?? hasher.md5(bytes, signal));
      // Awaited after the PUT; until then a failure must not count as unhandled.
      running.catch(() => undefined);
    }
    return running;
  }
  if (ahead) void start().catch(() => undefined);
  return {
    start,
    known: () => known,
    throwIfFailed() {
      if (failure) throw failure;
    },
    async checkUnchanged() {
      const before = await start();
      const after = await settle(hasher.md5(bytes, signal));
      if (after !== before) {
        throw new UploadError('file-changed', 'The file was changed while it was being sent.');
      }
    },
  };
}

/** Browsers refuse to read a file that was modified after it was chosen, with `NotReadableError` or `NotFoundError`. */
function fileError(cause: unknown): UploadError {
  if (cause instanceof UploadError) return cause;
  const isRead = cause instanceof DOMException && cause.name !== 'OperationError';
  if (!isRead) {
    // The hasher's code could not be loaded, or its worker died: neither the file nor storage is to blame.
    return new UploadError('network', 'The file could not be hashed.', { cause });
  }
  const message =
    'The file can no longer be read: it was changed, moved or deleted after it was chosen.';
  return new UploadError('file-unreadable', message, { cause });
}
