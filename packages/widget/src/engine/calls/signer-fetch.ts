/**
 * The signer's client: the five calls of the wire contract over fetch, every failure turned into an `UploadError`.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { isOffline } from '../platform.js';
import type { Signer } from '../ports.js';
import { errorFromProblem } from './problem-error.js';
import type { Problem } from '../protocol.js';
import { parseRetryAfter } from '../flow/retry-after.js';
import { offlineError } from '../flow/offline-wait.js';
import { completeShape, createShape, partsShape, statusShape, type Shape } from './wire-shape.js';

/** What goes along with every call. */
export interface FetchSignerOptions {
  /** Extra headers, or a function asked anew for each call (a short-lived `Authorization`, a CSRF token). */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** Default `same-origin`; `include` sends cookies to a signer of another origin. */
  readonly credentials?: RequestCredentials;
  /** Limit for one call, in milliseconds. `complete` may take long: storage copies the object then. */
  readonly timeout?: number;
}

interface CallOptions extends FetchSignerOptions {
  /** Whether the call goes on when the page is left. */
  readonly keepalive: boolean;
}

/** See `fetchSigner`. */
export function createFetchSigner(endpoint: string | URL, options: FetchSignerOptions): Signer {
  const call = async (
    path: string,
    body: unknown,
    signal: AbortSignal,
    keepalive = false,
  ): Promise<Response> => post(callUrl(endpoint, path), body, { ...options, keepalive }, signal);
  const ask = async <T>(
    path: string,
    body: unknown,
    hasShape: Shape<T>,
    signal: AbortSignal,
  ): Promise<T> => readJson(await call(path, body, signal), hasShape, signal);
  return {
    create: (files, signal) => ask('', { files }, createShape(files.length), signal),
    parts: (token, partNumbers, signal) =>
      ask('/parts', { token, partNumbers }, partsShape, signal),
    status: (token, signal) => ask('/status', { token }, statusShape, signal),
    complete: (uploads, signal) =>
      ask('/complete', { uploads }, completeShape(uploads.length), signal),
    async abort(tokens, signal) {
      // What is given up while the page is being left is deleted all the same.
      await call('/abort', { tokens }, signal, true);
    },
  };
}

interface Host {
  readonly document?: { readonly baseURI: string };
  readonly location?: { readonly href: string };
}

/** The URL of one call: its name goes to the end of the path, and the endpoint's query along with every call. */
export function callUrl(endpoint: string | URL, path: string): string {
  const { document, location } = globalThis as Host;
  try {
    const url = new URL(endpoint, document?.baseURI ?? location?.href);
    url.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, '')}${path}`;
    url.hash = '';
    return url.href;
  } catch (cause) {
    const message = `The address of the upload service is not valid: ${String(endpoint)}`;
    throw new UploadError('signer-refused', message, { cause });
  }
}

async function post(
  url: string,
  body: unknown,
  { headers, credentials = 'same-origin', timeout = 180_000, keepalive }: CallOptions,
  signal: AbortSignal,
): Promise<Response> {
  const sent = new Headers(typeof headers === 'function' ? await headers() : headers);
  sent.set('Content-Type', 'application/json');
  sent.set('Accept', 'application/json, application/problem+json');
  const init: RequestInit = {
    method: 'POST',
    headers: sent,
    body: JSON.stringify(body),
    credentials,
    cache: 'no-store',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
  };
  const response = await (keepalive ? fetchBeyondPage(url, init) : fetch(url, init)).catch(
    (cause: unknown) => {
      signal.throwIfAborted();
      throw unreachable(cause);
    },
  );
  if (!response.ok) throw await refusal(response);
  return response;
}

/** All that outlives a page may have 64 KiB at a time (Fetch §4.5, `keepalive`): beyond that it goes as any other request. */
async function fetchBeyondPage(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, keepalive: true }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    return fetch(url, init);
  });
}

function unreachable(cause: unknown): UploadError {
  return isOffline()
    ? offlineError(cause)
    : new UploadError('signer-unavailable', 'The upload service could not be reached.', { cause });
}

/** The error in an answer that is not 2xx: a problem document, or whatever a proxy in between made up. */
async function refusal(response: Response): Promise<UploadError> {
  const retryAfter = parseRetryAfter(response.headers.get('Retry-After'));
  const details = {
    status: response.status,
    ...(retryAfter !== undefined && { retryAfter }),
  };
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
  if (typeof body?.code === 'string') return errorFromProblem(body as Problem, details);
  const { status } = response;
  if (status >= 500 || status === 429 || status === 408) {
    return new UploadError('signer-unavailable', `The upload service failed (${status}).`, details);
  }
  return new UploadError('signer-refused', `The upload service refused (${status}).`, details);
}

async function readJson<T>(
  response: Response,
  hasShape: Shape<T>,
  signal: AbortSignal,
): Promise<T> {
  // Apart from the parsing: an answer that breaks off half-way is a broken connection, not a wrong answer.
  const text = await response.text().catch((cause: unknown) => {
    signal.throwIfAborted();
    throw unreachable(cause);
  });
  const answer = parseJson(text);
  if (hasShape(answer)) return answer;
  throw nonsense('did not answer what was asked');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw nonsense('did not answer with JSON', cause);
  }
}

function nonsense(what: string, cause?: unknown): UploadError {
  return new UploadError(
    'signer-refused',
    `The upload service ${what}. Is \`endpoint\` the signer's uploads URL?`,
    { cause },
  );
}
