/**
 * One request to storage, of whatever kind: time limit, and errors that say what to do. No other file of the package
 * calls `fetch`. The URL of a request never appears in an error, because it may carry a signature.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { formatBytes } from '../format.js';
import { readBytes, readSlice } from '../read-limited.js';
import type { Slice } from '../read-limited.js';
import { deadline } from './deadline.js';
import type { Fetch } from '../runtime/runtime.js';
import { explainCode } from './system-codes.js';

export type { Fetch };

/** Milliseconds a request may take unless it copies bytes. */
export const DEFAULT_TIMEOUT = 30_000;

/** Bytes of an answer that are read where nothing else is said: a login with a long catalogue, or an error, has far fewer. */
export const SMALL_ANSWER = 1024 * 1024;
/**
 * Bytes of a page of a listing, or of a report on as many objects: 10,000 names of 1024 bytes, which JSON may write in
 * three times as many.
 */
export const LISTING_ANSWER = 64 * 1024 * 1024;

/** A stream is sent chunked unless the headers have a length. */
export type StorageBody = string | Uint8Array | AsyncIterable<Uint8Array>;

/** What is asked of storage. */
export interface StorageRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What to send with PUT or POST; default: nothing. */
  readonly body?: StorageBody;
  /** Milliseconds for all of it. */
  readonly timeout?: number;
  /** Bytes of the longest answer that is taken; of a longer one no more is read. Default: {@link SMALL_ANSWER}. */
  readonly longest?: number;
  /**
   * The bytes that a `Range` header asks for. A server may ignore that and answer 200 with everything (RFC 9110 §14.2): only
   * these are kept of it then.
   */
  readonly slice?: Slice;
}

/** What it answered; the body is read, which frees the connection, and is no longer than was asked for. */
export interface StorageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly bytes: Uint8Array;
  readonly transactionId?: string;
}

/** @throws SignerError `storage-unavailable` if there is no answer; the signal's reason if the caller gave up. */
export async function sendToStorage(
  fetch: Fetch,
  request: StorageRequest,
  signal: AbortSignal,
): Promise<StorageAnswer> {
  const limit = deadline(signal, request.timeout ?? DEFAULT_TIMEOUT);
  try {
    const response = await fetch(request.url, requestInit(request, limit.signal));
    const head = headOf(response);
    const bytes = await readAnswer(response, request);
    return {
      ...head,
      bytes,
      // Most answers are text; what was read of an object is not decoded in vain.
      get body() {
        return new TextDecoder().decode(bytes);
      },
    };
  } catch (cause) {
    signal.throwIfAborted();
    throw unreachable(request.url, limit.passed(), cause);
  } finally {
    limit.stop();
  }
}

/** A server that is wrong, or not storage at all, must not fill the memory. */
async function readAnswer(
  response: Response,
  {
    url,
    slice,
    longest = slice ? Math.max(SMALL_ANSWER, slice.to - slice.from) : SMALL_ANSWER,
  }: StorageRequest,
): Promise<Uint8Array> {
  if (slice && response.status === 200) return readSlice(response, slice);
  try {
    return await readBytes(response, longest);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const message = `Storage at ${new URL(url).host} answered ${response.status} with more than ${formatBytes(longest)}, and the rest was not read: check whether that is the address of storage.`;
    throw new SignerError('storage-unavailable', message, { cause });
  }
}

/** An answer's first part. */
export type StorageHead = Omit<StorageAnswer, 'body' | 'bytes'>;

/** Problems tell it to callers, so it must not be a sentence about hosts and paths: letters and digits, as all services have it. */
const TRANSACTION_ID = /^[\w-]{1,128}$/;

/** Status, headers and transaction id: Swift's, or that of an S3 API. */
export function headOf(response: Response): StorageHead {
  const transactionId =
    response.headers.get('x-trans-id') ?? response.headers.get('x-amz-request-id') ?? '';
  return {
    status: response.status,
    headers: response.headers,
    ...(TRANSACTION_ID.test(transactionId) && { transactionId }),
  };
}

/** What `fetch` is given. */
export function requestInit(
  { method, headers, body }: Omit<StorageRequest, 'url'>,
  signal: AbortSignal,
): RequestInit {
  const sends = method === 'PUT' || method === 'POST';
  return {
    method,
    headers: { ...headers },
    // A PUT or POST without a body would lack Content-Length, which Swift wants (411).
    ...(sends && { body: body ?? '' }),
    // Fetch §5.4 wants it said of a stream; others ignore it.
    ...(sends && typeof body === 'object' && { duplex: 'half' }),
    redirect: 'manual',
    signal,
  };
}

/** The error for an answer that never came. One that is the signer's own already stays as it is. */
export function unreachable(url: string, timedOut: boolean, cause: unknown): SignerError {
  if (cause instanceof SignerError) return cause;
  const host = new URL(url).host;
  const message = timedOut
    ? `Storage at ${host} did not answer in time.`
    : `Storage at ${host} cannot be reached ${explainCode(systemCode(cause))}.`;
  return new SignerError('storage-unavailable', message, { cause });
}

/** `ECONNREFUSED` and the like, which undici keeps one or two causes deep. */
function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : systemCode(error.cause);
}
