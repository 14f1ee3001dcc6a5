/**
 * One request to storage, of whatever kind: time limit, and errors that say what to do. No other file of the package
 * calls `fetch`. The URL of a request never appears in an error, because it may carry a signature.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { deadline } from './deadline.js';
import type { Fetch } from '../runtime/runtime.js';
import { explainCode } from './system-codes.js';

export type { Fetch };

/** Milliseconds a request may take unless it copies bytes. */
export const DEFAULT_TIMEOUT = 30_000;

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
}

/** What it answered; the body is read (which frees the connection) and kept only where it is small and wanted. */
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
    const bytes = new Uint8Array(await response.arrayBuffer());
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

/** An answer's first part. */
export type StorageHead = Omit<StorageAnswer, 'body' | 'bytes'>;

/** Status, headers and transaction id: Swift's, or that of an S3 API. */
export function headOf(response: Response): StorageHead {
  const transactionId =
    response.headers.get('x-trans-id') ?? response.headers.get('x-amz-request-id');
  return {
    status: response.status,
    headers: response.headers,
    ...(transactionId !== null && { transactionId }),
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
