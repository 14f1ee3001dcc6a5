/**
 * What an answer of storage, or the lack of a readable one, means for the part that was being sent. Swift refuses an
 * expired or wrong URL with a 401 that the page may not read, after it has taken the whole body: to the browser that is
 * the same "network error" as a cut cable. Two cheap HEAD requests tell them apart, because a PUT signature authorises
 * HEAD, and because Swift's answer to an *unsigned* request does carry CORS headers.
 *
 * @module
 */
import { UploadError, type UploadErrorDetails } from './errors.js';
import { isOffline } from './platform.js';
import type { StorageAnswer, Transport, TransportError } from './ports.js';

/** What to do next with a part. */
export type Verdict =
  /** Storage holds these bytes: the ETag it reported is the part's own MD5. */
  | { readonly kind: 'confirmed'; readonly etag: string }
  /** The URL is over or was never good: ask the signer for another one. */
  | { readonly kind: 'sign-again' }
  /** Storage holds, or was sent, other bytes than were read from the file. */
  | { readonly kind: 'mismatch'; readonly error: UploadError }
  /** May work a little later. */
  | { readonly kind: 'again'; readonly error: UploadError }
  | { readonly kind: 'give-up'; readonly error: UploadError };

/** Judges a readable answer to a PUT whose body has this MD5. */
export function judge(answer: StorageAnswer, md5: string): Verdict {
  const { status, etag, transactionId, retryAfter } = answer;
  const details: UploadErrorDetails = {
    status,
    ...(transactionId !== undefined && { transactionId }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
  if (status >= 200 && status < 300) return judgeStored(etag, md5, details);
  switch (status) {
    case 401:
    case 403:
      return { kind: 'sign-again' };
    // Swift's answer to a body that does not have the MD5 of the `ETag` request header; nothing was stored.
    case 422:
      return { kind: 'mismatch', error: corrupted(details) };
    case 413:
      return giveUp('too-large', 'Storage does not take files this large.', details);
    case 507:
      return giveUp('quota', 'Storage has no room left for this file.', details);
    case 408:
    case 425:
    case 429:
    case 498:
    case 499:
      return again(status, details);
    default:
      if (status >= 500) return again(status, details);
      return giveUp('storage-refused', `Storage refused the file (${status}).`, details);
  }
}

function judgeStored(etag: string | null, md5: string, details: UploadErrorDetails): Verdict {
  if (etag === null) {
    const message =
      'Storage does not let this page read the ETag, so the upload cannot be verified. ' +
      'Add ETag to the exposed CORS headers.';
    return giveUp('etag-hidden', message, details);
  }
  return etag === md5
    ? { kind: 'confirmed', etag }
    : { kind: 'mismatch', error: corrupted(details) };
}

/** Finds out why a PUT to `url` ended without a readable answer. `md5` is asked only if there is something to compare. */
export async function diagnose(
  failure: TransportError,
  url: string,
  md5: () => Promise<string>,
  transport: Transport,
  signal: AbortSignal,
): Promise<Verdict> {
  if (isOffline()) {
    return { kind: 'again', error: new UploadError('offline', 'There is no network connection.') };
  }
  const signed = await look(transport, url, signal);
  // The answer was lost on its way, the bytes were not: no need to send them again.
  if (signed?.etag && signed.etag === (await md5())) {
    return { kind: 'confirmed', etag: signed.etag };
  }
  if (signed && signed.status < 500) return { kind: 'again', error: brokenConnection(failure) };
  if (signed) return again(signed.status, { status: signed.status });
  const unsigned = await look(transport, withoutQuery(url), signal);
  if (unsigned) return { kind: 'sign-again' };
  return { kind: 'again', error: unreachable(failure) };
}

/** HEAD, or `null` where the answer is hidden or none came. */
async function look(
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

function corrupted(details: UploadErrorDetails): UploadError {
  const message = 'Storage received other bytes than were read from the file.';
  return new UploadError('corrupted', message, details);
}

function brokenConnection(failure: TransportError): UploadError {
  return failure.reason === 'stalled'
    ? new UploadError('timeout', 'The connection to storage stood still for too long.')
    : new UploadError('network', 'The connection to storage broke.');
}

function unreachable(failure: TransportError): UploadError {
  const message =
    'Storage could not be reached: it is down, the network is, or it does not allow this page (CORS).';
  return new UploadError('network', message, { cause: failure });
}

function again(status: number, details: UploadErrorDetails): Verdict {
  const error = new UploadError('storage-unavailable', `Storage is failing (${status}).`, details);
  return { kind: 'again', error };
}

function giveUp(
  code: 'too-large' | 'quota' | 'storage-refused' | 'etag-hidden',
  message: string,
  details: UploadErrorDetails,
): Verdict {
  return { kind: 'give-up', error: new UploadError(code, message, details) };
}
