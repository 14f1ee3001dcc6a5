/**
 * Brings one part to storage: PUT and hash side by side, the two compared, and again until they agree or the tries are
 * used up.
 *
 * @module
 */
import { diagnose, look } from './diagnose.js';
import type { UploadError } from '../errors.js';
import { judge } from './judge.js';
import { lacksProof, lookForProof } from './missing-proof.js';
import type { Lanes } from '../flow/lanes.js';
import { createPartHash, type PartHash } from './part-hash.js';
import type { PartUrls, SigningServices } from './part-urls.js';
import { TransportError, type Hasher, type PutOptions, type Transport } from '../ports.js';
import type { Integrity, PartRecord, SignedRequest } from '../protocol.js';
import { createOfflineWait, type OfflineWait } from '../flow/offline-wait.js';
import { backOff, type RetryPolicy } from '../flow/retry.js';
import type { Cause, Verdict } from './verdict.js';

/** Tries in a row for each cause; those of a failing connection are the retry policy's. */
const LIMITS: Readonly<Record<Exclude<Cause, 'connection'>, number>> = {
  // Every wait for the network is bounded by itself.
  offline: Infinity,
  // A person may click on many downloads while one large part is sent. A page that stops its loads in a loop has to end.
  interrupted: 100,
  // A key that is being rotated takes up to a minute to be known everywhere; then it has another fault.
  signature: 6,
  // A wire or a disk that corrupts the same bytes this often will go on doing so.
  content: 3,
  hidden: 3,
};

/** What sending needs besides the part. */
export interface PartServices extends SigningServices {
  readonly transport: Transport;
  readonly hasher: Hasher;
  readonly integrity: Integrity;
  readonly lanes: Lanes;
  /** Whether storage has let this page read an answer to a PUT: set here, by all uploads. */
  readonly heard: { storage: boolean };
}

/** One part to send. */
export interface PartJob {
  readonly partNumber: number;
  readonly bytes: Blob;
  readonly urls: PartUrls;
  /** Whose turn it is at the connections: the upload. */
  readonly owner: object;
  /** The hash, if it is known already or is being computed. */
  readonly hash: Promise<string> | undefined;
  /** The part has a connection and begins. */
  readonly onStart: () => void;
  readonly onProgress: (sent: number) => void;
  /** Nothing was heard of it for some seconds; called again while that lasts. */
  readonly onQuiet: () => void;
  /** Storage could not be reached, and is tried again. */
  readonly onFailure: (error: UploadError) => void;
}

/** Resolves with what storage confirmed; rejects with an `UploadError` or the signal's reason. */
export async function sendPart(
  job: PartJob,
  services: PartServices,
  signal: AbortSignal,
): Promise<PartRecord> {
  const hash = createPartHash(job.bytes, job.hash, services, signal);
  const limits = { ...LIMITS, connection: services.retry.attempts };
  const spent = { connection: 0, interrupted: 0, offline: 0, signature: 0, content: 0, hidden: 0 };
  const offline = createOfflineWait(services.retry.offlineLimit);
  let last: Cause | undefined;
  let broken: UploadError | undefined;
  for (;;) {
    const verdict = await tryOnce(job, hash, last, services, signal);
    if (verdict.kind === 'confirmed') {
      return { partNumber: job.partNumber, size: job.bytes.size, etag: verdict.etag };
    }
    if (verdict.kind === 'give-up') throw verdict.error;
    const { cause, error } = verdict;
    spent[cause] += 1;
    last = cause;
    if (cause === 'content') await hash.checkUnchanged();
    if (cause === 'connection' && !isGuess(error)) broken = error;
    // A body that vanished speaks of a full storage, or one that hides its answers, only if it does so every time.
    if (spent[cause] >= limits[cause]) throw cause === 'connection' ? (broken ?? error) : error;
    if (cause === 'connection' || cause === 'offline') job.onFailure(error);
    if (cause === 'signature') job.urls.renew(job.partNumber);
    if (cause !== 'offline') offline.over();
    await wait(verdict, spent[cause], offline, services.retry, signal);
  }
}

/** What there is no word of storage for. */
function isGuess({ code }: UploadError): boolean {
  return code === 'quota' || code === 'cors';
}

async function wait(
  { cause, error }: Extract<Verdict, { readonly kind: 'again' }>,
  count: number,
  offline: OfflineWait,
  retry: RetryPolicy,
  signal: AbortSignal,
): Promise<void> {
  switch (cause) {
    case 'connection':
    case 'hidden':
      return backOff(error, count, retry, signal);
    case 'interrupted':
      return backOff(error, 1, retry, signal);
    case 'offline':
      return offline.once(signal);
    case 'signature':
      // The first time it was most likely just over.
      return count > 1 ? backOff(error, count, retry, signal) : undefined;
    case 'content':
      return undefined;
  }
}

async function tryOnce(
  job: PartJob,
  hash: PartHash,
  last: Cause | undefined,
  { transport, lanes, clock, integrity, heard }: PartServices,
  signal: AbortSignal,
): Promise<Verdict> {
  // First the connection, then the URL: it may run out while waiting in line.
  const release = await lanes.acquire(job.owner, signal);
  let request: SignedRequest | undefined;
  try {
    request = await job.urls.current(job.partNumber);
    const { url } = request;
    job.onStart();
    const computed = hash.start();
    const etag = leftOpen(last) && (await storedEtag(url, transport, signal));
    if (etag && etag === (await computed)) return { kind: 'confirmed', etag };
    const known = hash.known();
    const file = watchFile(hash, computed);
    const answer = await transport.put(request, job.bytes, {
      signal: AbortSignal.any([signal, file.unreadable]),
      ...watchBody(job, file.look),
      integrity,
      // Where the MD5 is known already, storage itself refuses other bytes and keeps what it had. A checksum would have to
      // be signed like every `x-amz-` header (Amazon S3 User Guide, "Signature Version 4"), before anybody knows it.
      ...(integrity === 'md5-etag' && known !== undefined && { headers: { etag: known } }),
    });
    heard.storage = true;
    release();
    const verdict = judge(answer, await computed, integrity);
    // A look shows the ETag and no checksum.
    if (integrity !== 'md5-etag' || !lacksProof(answer)) return verdict;
    return await lookForProof(verdict, { answer, url, hash: await computed }, transport, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransportError && request)) throw error;
    // A file that was changed or deleted also shows as a broken request (Chromium: ERR_UPLOAD_FILE_CHANGED).
    await hash.checkReadable();
    const { size } = job.bytes;
    const seen = { serverNow: clock.now, heard: heard.storage, integrity };
    return await diagnose({ error, request, size, hash: hash.start, ...seen }, transport, signal);
  } finally {
    release();
  }
}

/** Says when a file can no longer be read: then no more of its bytes need to be sent. */
function watchFile(
  hash: PartHash,
  computed: Promise<string>,
): { readonly unreadable: AbortSignal; readonly look: () => void } {
  const unreadable = new AbortController();
  const stopSending = (error: unknown): void => {
    unreadable.abort(error);
  };
  computed.catch(stopSending);
  let looking: Promise<void> | undefined;
  return {
    unreadable: unreadable.signal,
    // Firefox and WebKit wait without end for bytes that a file which was cut short does not have. One look at a time: a slow
    // disk may take longer than the while after which the next one is asked for.
    look: () => {
      looking ??= hash
        .checkReadable()
        .catch(stopSending)
        .finally(() => {
          looking = undefined;
        });
    },
  };
}

/** Has the file looked at while it keeps its bytes back, and only then: what is sent needs no file any more. */
function watchBody(
  { bytes, onProgress, onQuiet }: PartJob,
  look: () => void,
): Pick<PutOptions, 'onProgress' | 'onQuiet'> {
  let left = bytes.size;
  return {
    onProgress: (sent) => {
      left = bytes.size - sent;
      onProgress(sent);
    },
    onQuiet: () => {
      if (left > 0) look();
      onQuiet();
    },
  };
}

/** Whether the last try may have landed all the same: nobody could be asked, or storage was still writing. */
function leftOpen(last: Cause | undefined): boolean {
  return last === 'connection' || last === 'interrupted' || last === 'offline';
}

async function storedEtag(
  url: string,
  transport: Transport,
  signal: AbortSignal,
): Promise<string | undefined> {
  return (await look(transport, url, signal))?.etag ?? undefined;
}
