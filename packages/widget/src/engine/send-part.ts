/**
 * Brings one part to storage: PUT and MD5 side by side, the two compared, and again until they agree or the tries are
 * used up.
 *
 * @module
 */
import { diagnose, judge, type Verdict } from './diagnose.js';
import { UploadError } from './errors.js';
import type { Lanes } from './lanes.js';
import { createPartHash, type PartHash } from './part-hash.js';
import type { PartUrls, SigningServices } from './part-urls.js';
import { TransportError, type Hasher, type Transport } from './ports.js';
import type { PartRecord } from './protocol.js';
import { backOff } from './retry.js';

/** Signing again costs no try, but a URL that is refused however fresh it is has another fault. */
const MAX_REFUSALS = 6;
/** A wire or a disk that corrupts the same bytes this often will go on doing so. */
const MAX_MISMATCHES = 3;

/** What sending needs besides the part. */
export interface PartServices extends SigningServices {
  readonly transport: Transport;
  readonly hasher: Hasher;
  readonly lanes: Lanes;
}

/** One part to send. */
export interface PartJob {
  readonly partNumber: number;
  readonly bytes: Blob;
  readonly urls: PartUrls;
  /** Whose turn it is at the connections: the upload. */
  readonly owner: object;
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
  const hash = createPartHash(job.bytes, job.md5, services.hasher, signal);
  let failures = 0;
  let mismatches = 0;
  let refusals = 0;
  for (;;) {
    const verdict = await tryOnce(job, hash, services, signal);
    switch (verdict.kind) {
      case 'confirmed':
        return { partNumber: job.partNumber, size: job.bytes.size, etag: verdict.etag };
      case 'sign-again':
        refusals += 1;
        if (refusals >= MAX_REFUSALS) throw refused();
        // The first time it was just over; a key that is being rotated takes up to a minute to be known everywhere.
        if (refusals > 1) await backOff(refused(), refusals, services.retry, signal);
        job.urls.renew(job.partNumber);
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
  hash: PartHash,
  { transport, lanes }: PartServices,
  signal: AbortSignal,
): Promise<Verdict> {
  // First the connection, then the URL: it may run out while waiting in line.
  const release = await lanes.acquire(job.owner, signal);
  let url = '';
  try {
    const request = await job.urls.current(job.partNumber);
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

function refused(): UploadError {
  const message =
    'Storage refuses every URL that the upload service signs: its TempURL key may be wrong.';
  return new UploadError('storage-refused', message);
}
