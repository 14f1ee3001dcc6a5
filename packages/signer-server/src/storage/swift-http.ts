/**
 * One request to Swift: time limit, keep-alive, and errors that say what to do. No other file of the package calls
 * `fetch`. The URL of a request never appears in an error, because it may carry a signature.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { SignerErrorCode } from '../errors.js';

/** The part of `fetch` that is used, so that tests and unusual hosts can pass their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Milliseconds a request may take unless it copies bytes. */
export const DEFAULT_TIMEOUT = 30_000;

/** What is asked of Swift. */
export interface SwiftRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text to send with PUT or POST; default: none. */
  readonly body?: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** What it answered; the body is read (which frees the connection) and kept only where it is small and wanted. */
export interface SwiftAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly transactionId?: string;
}

/** @throws SignerError `storage-unavailable` if there is no answer; the signal's reason if the caller gave up. */
export async function sendToSwift(
  fetch: Fetch,
  request: SwiftRequest,
  signal: AbortSignal,
): Promise<SwiftAnswer> {
  const timeout = AbortSignal.timeout(request.timeout ?? DEFAULT_TIMEOUT);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      // A PUT or POST without a body would lack Content-Length, which Swift wants (411).
      ...((request.method === 'PUT' || request.method === 'POST') && { body: request.body ?? '' }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    const transactionId = response.headers.get('x-trans-id');
    return {
      status: response.status,
      headers: response.headers,
      body: await response.text(),
      ...(transactionId !== null && { transactionId }),
    };
  } catch (cause) {
    signal.throwIfAborted();
    throw new SignerError('storage-unavailable', unreachable(request.url, timeout.aborted, cause), {
      cause,
    });
  }
}

function unreachable(url: string, timedOut: boolean, cause: unknown): string {
  const host = new URL(url).host;
  if (timedOut) return `Storage at ${host} did not answer in time.`;
  return `Storage at ${host} cannot be reached (${systemCode(cause)}).`;
}

/** `ECONNREFUSED` and the like, which undici keeps one or two causes deep. */
function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : systemCode(error.cause);
}

/**
 * The error for an answer that is not the one hoped for. A 413 of a quota middleware says so in its body.
 *
 * @param doing - what was tried, as in `Storage refused to …`.
 */
export function swiftRefusal(answer: SwiftAnswer, doing: string): SignerError {
  const [code, why] = reasonOf(answer);
  return new SignerError(
    code,
    `Storage ${code === 'storage-unavailable' ? 'failed' : 'refused'} to ${doing}: ${why}.`,
    {
      ...(answer.transactionId !== undefined && { transactionId: answer.transactionId }),
    },
  );
}

function reasonOf({ status, body }: SwiftAnswer): readonly [SignerErrorCode, string] {
  if (status === 507 || (status === 413 && /quota/i.test(body))) {
    return ['quota', `no room is left (${status})`];
  }
  if (status === 401) {
    return [
      'storage-refused',
      'wrong or revoked credentials or TempURL key, or a wrong clock (401)',
    ];
  }
  if (status === 403) return ['storage-refused', 'these credentials may not do that (403)'];
  if (status === 404) return ['storage-refused', 'the container or object is not there (404)'];
  if (status === 429 || status === 498) {
    return ['storage-unavailable', `too many requests, try again later (${status})`];
  }
  if (status >= 500) return ['storage-unavailable', `it has trouble of its own (${status})`];
  return ['storage-refused', `it answered ${status}`];
}
