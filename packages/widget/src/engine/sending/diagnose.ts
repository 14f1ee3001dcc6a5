/**
 * Why a PUT ended without an answer that the page may read. Swift refuses an expired or wrong URL, and an upload over
 * the quota, with an answer that has no CORS headers, after it has taken the whole body: to the browser that is the same
 * "network error" as a cut cable. Cheap HEAD requests tell them apart, because a PUT signature authorises HEAD, and
 * because Swift's answer to an *unsigned* request does carry CORS headers. See docs/decisions/0003.
 *
 * @module
 */
import { offlineError } from '../flow/offline-wait.js';
import { failing } from './judge.js';
import { isOffline } from '../platform.js';
import type { StorageAnswer, Transport, TransportError } from '../ports.js';
import type { Integrity, SignedRequest } from '../protocol.js';
import { again, type Verdict } from './verdict.js';

/** More than this between storage's clock and the signer's, and a URL may be over before it begins. Milliseconds. */
const MAX_SKEW = 30_000;

/** Bytes that may leave the browser without anybody having received them; socket buffers hold 2 to 4 MiB at most. */
const SWALLOWED = 8 * 1024 * 1024;

/** What is asked about. */
export interface Failure {
  readonly error: TransportError;
  /** The PUT. */
  readonly request: SignedRequest;
  /** Bytes of its body. */
  readonly size: number;
  /** Asked only if there is something to compare with. */
  readonly hash: () => Promise<string>;
  /** The signer's time in milliseconds. */
  readonly serverNow: () => number;
  /** Whether storage has ever let this page read its answer to a PUT. */
  readonly heard: boolean;
  readonly integrity: Integrity;
}

/** Finds out. Never rejects but with the signal's reason, or with what `hash` rejects with. */
export async function diagnose(
  failure: Failure,
  transport: Transport,
  signal: AbortSignal,
): Promise<Verdict> {
  const { error, request, hash } = failure;
  const { url } = request;
  const signed = await look(transport, url, signal);
  if (signed?.isRedirect) return ledOn(error);
  // S3: the URL is for PUT alone, and the refusal may be read. Storage is there and lets the page in.
  if (signed?.status === 403) return broke(error);
  if (signed) {
    // The answer was lost on its way, the bytes were not: no need to send them again.
    if (signed.etag && signed.etag === (await hash()))
      return { kind: 'confirmed', etag: signed.etag };
    if (signed.status >= 500) return failing({ status: signed.status });
    if (await isLedOn(failure, transport, signal)) return ledOn(error);
    return notStored(error, failure.size);
  }
  const bare = withoutQuery(url);
  const unsigned = await look(transport, bare, signal);
  if (unsigned) return refusedSignature(unsigned, failure.serverNow());
  if (!(await transport.answers(bare, signal))) {
    // Only now: the browser's word is a hint, and without a network each of these requests failed at once.
    if (isOffline()) return { kind: 'again', cause: 'offline', error: offlineError(error) };
    return again('connection', 'network', 'Storage could not be reached.', { cause: error });
  }
  // As above, where refusals hide: a page that may not send to storage does not get to send anything.
  if (error.sent === 'some' || error.reason === 'interrupted') return broke(error);
  const message =
    'Storage answers, but does not let this page read what: its container has to allow this origin (CORS).';
  // Where it has let the page read before, this is rather a line that broke, with the body in the sockets on its way or
  // before its first byte, than a container that knows the page no more.
  return again(failure.heard ? 'connection' : 'hidden', 'cors', message, { cause: error });
}

/**
 * A browser that follows a redirect into nowhere tells nothing of it. Not asked where storage has answered this page before: what
 * leads PUTs on does so from the first one, and not where the `ETag` of a request means nothing to storage, which would then store
 * what this sends. An empty file would be stored by it, as it should be.
 */
async function isLedOn(
  { error, request, hash, heard, integrity }: Failure,
  transport: Transport,
  signal: AbortSignal,
): Promise<boolean> {
  if (heard || integrity !== 'md5-etag' || error.reason !== 'broken' || !transport.leadsOn)
    return false;
  return transport.leadsOn(request, await hash(), signal);
}

/** The URL is good and the name is free, or holds older bytes: what happened to these? */
function notStored(error: TransportError, size: number): Verdict {
  if (error.reason === 'broken' && error.sent === 'all') {
    const message =
      'Storage took the whole file and then refused it: most likely it has no room left.';
    // A small body also counts as sent when the sockets on the way have swallowed it and the connection breaks then: it
    // gets as many tries as any broken connection. For a large one this is as good as storage's word.
    const cause = size > SWALLOWED ? 'hidden' : 'connection';
    return again(cause, 'quota', message, { cause: error });
  }
  return broke(error);
}

function broke(error: TransportError): Verdict {
  const details = { cause: error };
  switch (error.reason) {
    case 'stalled':
      return again('connection', 'timeout', STOOD_STILL, details);
    case 'interrupted':
      return again('interrupted', 'network', 'The browser stopped sending.', details);
    case 'broken':
      return again('connection', 'network', 'The connection to storage broke.', details);
  }
}

/** Storage has no redirects: somebody on the way has. */
function ledOn(error: TransportError): Verdict {
  const message =
    'The way to storage leads to another address, where files must not be sent. You may have to sign in to the network first.';
  return again('hidden', 'storage-refused', message, { cause: error });
}

const STOOD_STILL = 'The connection to storage stood still for too long.';

function refusedSignature({ transactionId }: StorageAnswer, serverNow: number): Verdict {
  const details = { status: 401, ...(transactionId !== undefined && { transactionId }) };
  const skew = storageTime(transactionId) - serverNow;
  if (Math.abs(skew) > MAX_SKEW) {
    const seconds = Math.round(Math.abs(skew) / 1000);
    const message =
      `The clocks of storage and upload service are ${seconds} seconds apart, ` +
      'so signed URLs are over before they begin.';
    return again('signature', 'clock-skew', message, details);
  }
  const message =
    'Storage refuses every URL that the upload service signs: its TempURL key may be wrong.';
  return again('signature', 'storage-refused', message, details);
}

/** The last field of Swift's `X-Trans-Id` is its time in hex seconds: `tx…-006affed6c`. NaN if there is none. */
function storageTime(transactionId = ''): number {
  const [, hex = ''] = /^tx[0-9a-f]{21}-([0-9a-f]{10})/.exec(transactionId) ?? [];
  return Number.parseInt(hex, 16) * 1000;
}

/** HEAD with this URL, or `null` where the answer is hidden or none came. Rejects with the signal's reason alone. */
export async function look(
  transport: Transport,
  url: string,
  signal: AbortSignal,
): Promise<StorageAnswer | null> {
  try {
    return await transport.head(url, signal);
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

function withoutQuery(url: string): string {
  const bare = new URL(url);
  bare.search = '';
  return bare.href;
}
