/**
 * Brings one part to storage: PUT and MD5 side by side, the two compared, and again until they agree or the tries are
 * used up.
 *
 * @module
 */
import type { ServerClock } from './clock.js';
import { diagnose, judge, type Verdict } from './diagnose.js';
import { UploadError } from './errors.js';
import type { Lanes } from './lanes.js';
import { TransportError, type Hasher, type Signer, type Transport } from './ports.js';
import type { PartRecord, SignedRequest } from './protocol.js';
import { backOff, withRetry, type RetryPolicy } from './retry.js';

/** A URL with less time left than this is renewed before it is used, in milliseconds. */
const EXPIRY_MARGIN = 2_000;
/** Signing again is free, but a URL that is refused however fresh it is has another fault. */
const MAX_SIGNINGS = 5;
/** A wire or a disk that corrupts the same bytes this often will go on doing so. */
const MAX_MISMATCHES = 3;

/** What sending needs besides the part. */
export interface PartServices {
  readonly signer: Signer;
  readonly transport: Transport;
  readonly hasher: Hasher;
  readonly lanes: Lanes;
  readonly clock: ServerClock;
  readonly retry: RetryPolicy;
}

/** One part to send. */
export interface PartJob {
  readonly partNumber: number;
  readonly bytes: Blob;
  readonly token: string;
  /** The request that came with the grant, if one did. */
  readonly request: SignedRequest | undefined;
  /** The MD5, if it is known already or is being computed. */
  readonly md5: Promise<string> | undefined;
  /** The part has a connection and begins. */
  readonly onStart: () => void;
  readonly onProgress: (sent: number) => void;
}

/** Resolves with what storage confirmed; rejects with an `UploadError` or the signal's reason. */
export async function sendPart(
  job: PartJob,
  services: PartServices,
  signal: AbortSignal,
): Promise<PartRecord> {
  const hash = createPartHash(job, services.hasher, signal);
  const requests = createRequests(job, services, signal);
  let failures = 0;
  let mismatches = 0;
  for (;;) {
    const verdict = await tryOnce(job, requests, hash, services, signal);
    switch (verdict.kind) {
      case 'confirmed':
        return { partNumber: job.partNumber, size: job.bytes.size, etag: verdict.etag };
      case 'sign-again':
        requests.renew();
        break;
      case 'mismatch':
        mismatches += 1;
        await hash.checkUnchanged();
        if (mismatches >= MAX_MISMATCHES) throw verdict.error;
        break;
      case 'again':
        failures += 1;
        if (failures >= services.retry.attempts) throw verdict.error;
        await backOff(verdict.error, failures, services.retry, signal);
        break;
      case 'give-up':
        throw verdict.error;
    }
  }
}

async function tryOnce(
  job: PartJob,
  requests: Requests,
  hash: PartHash,
  { transport, lanes }: PartServices,
  signal: AbortSignal,
): Promise<Verdict> {
  // First the connection, then the URL: it may run out while waiting in line.
  const release = await lanes.acquire(signal);
  let url = '';
  try {
    const request = await requests.current();
    url = request.url;
    job.onStart();
    const md5 = hash.start();
    const known = hash.known();
    const answer = await transport.put(request, job.bytes, {
      signal,
      onProgress: job.onProgress,
      // Where the hash is known already, storage itself refuses other bytes and keeps what it had.
      ...(known !== undefined && { headers: { etag: known } }),
    });
    release();
    return judge(answer, await md5);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransportError)) throw error;
    // A file that can no longer be read also shows as a broken request: the hash knows better.
    hash.throwIfFailed();
    return await diagnose(error, url, hash.start, transport, signal);
  } finally {
    release();
  }
}

interface Requests {
  current(): Promise<SignedRequest>;
  /** Drops the present one. */
  renew(): void;
}

/** The part's signed request, renewed before it runs out; a fresh one is used as it is, however short it lives. */
function createRequests(
  { token, partNumber, request }: PartJob,
  { signer, clock, retry }: PartServices,
  signal: AbortSignal,
): Requests {
  let current = request;
  let signings = 0;
  const isFresh = ({ expiresAt }: SignedRequest): boolean =>
    Date.parse(expiresAt) - clock.now() > EXPIRY_MARGIN;

  async function sign(): Promise<SignedRequest> {
    signings += 1;
    if (signings > MAX_SIGNINGS) {
      const message =
        'Storage refuses every URL the upload service signs. Its TempURL key may be wrong.';
      throw new UploadError('storage-refused', message);
    }
    const asked = Date.now();
    const answer = await withRetry(() => signer.parts(token, [partNumber], signal), retry, signal);
    clock.sync(answer.serverTime, asked);
    const [signed] = answer.requests;
    if (!signed) throw new UploadError('signer-refused', 'The upload service signed nothing.');
    return signed;
  }
  return {
    async current() {
      if (!current || !isFresh(current)) current = await sign();
      return current;
    },
    renew() {
      current = undefined;
    },
  };
}

interface PartHash {
  /** The running hash, started by the first call. */
  start(): Promise<string>;
  /** The hash if it is there by now. */
  known(): string | undefined;
  /** Throws what the hash failed with, if it has. */
  throwIfFailed(): void;
  /** Reads the bytes once more; rejects with `file-changed` if they are not what they were. */
  checkUnchanged(): Promise<void>;
}

function createPartHash({ bytes, md5 }: PartJob, hasher: Hasher, signal: AbortSignal): PartHash {
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
      running = settle(md5 ?? hasher.md5(bytes, signal));
      // Awaited after the PUT; until then a failure must not count as unhandled.
      running.catch(() => undefined);
    }
    return running;
  }
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
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'OperationError') {
    return new UploadError('file-unreadable', 'The file could not be hashed.', { cause });
  }
  const message =
    'The file can no longer be read: it was changed, moved or deleted after it was chosen.';
  return new UploadError('file-unreadable', message, { cause });
}
