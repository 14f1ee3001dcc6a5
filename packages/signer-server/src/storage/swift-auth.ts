/**
 * A Swift session by v1 auth (`ST_AUTH`, `ST_USER`, `ST_KEY`; tempauth and most providers): a token and the storage
 * URL, fetched once for all concurrent users and again when Swift answers 401.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { sendToSwift } from './swift-http.js';
import type { Fetch, SwiftAnswer, SwiftRequest } from './swift-http.js';

/** Credentials, in the names of python-swiftclient: `ST_AUTH`, `ST_USER`, `ST_KEY`. */
export interface SwiftAuth {
  /** e.g. `https://storage.example/auth/v1.0`. */
  readonly url: string;
  /** e.g. `account:user`. */
  readonly user: string;
  readonly key: string;
}

/** What v1 auth gives. */
export interface SwiftSession {
  readonly token: string;
  /** Without a trailing slash. */
  readonly storageUrl: string;
}

/** Requests with a token. */
export interface SwiftAccount {
  session(signal: AbortSignal): Promise<SwiftSession>;
  /** Sends with the token; a 401 renews the token and sends once more. `path` is appended to the storage URL. */
  send(path: string, request: Omit<SwiftRequest, 'url'>, signal: AbortSignal): Promise<SwiftAnswer>;
}

/** @param storageUrl - used instead of the one that auth announces (a public name for a private one). */
export function swiftAccount(auth: SwiftAuth, fetch: Fetch, storageUrl?: string): SwiftAccount {
  let current: Promise<SwiftSession> | undefined;

  // The login is shared by all who wait for it, so no single caller's signal may end it; it has its own time limit.
  const login = (): Promise<SwiftSession> => {
    const mine = logIn(auth, fetch, storageUrl, new AbortController().signal);
    current = mine;
    mine.catch(() => {
      if (current === mine) current = undefined;
    });
    return mine;
  };
  const session = (signal: AbortSignal): Promise<SwiftSession> =>
    abortable(current ?? login(), signal);

  return {
    session,
    send: async (path, request, signal) => {
      const used = current ?? login();
      const first = await sendWith(await abortable(used, signal), path, request, fetch, signal);
      if (first.status !== 401) return first;
      // Another caller may have renewed it in the meantime.
      const renewed = current !== undefined && current !== used ? current : login();
      return sendWith(await abortable(renewed, signal), path, request, fetch, signal);
    },
  };
}

function sendWith(
  { token, storageUrl }: SwiftSession,
  path: string,
  request: Omit<SwiftRequest, 'url'>,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<SwiftAnswer> {
  const headers = { ...request.headers, 'x-auth-token': token };
  return sendToSwift(fetch, { ...request, url: `${storageUrl}${path}`, headers }, signal);
}

async function logIn(
  auth: SwiftAuth,
  fetch: Fetch,
  storageUrl: string | undefined,
  signal: AbortSignal,
): Promise<SwiftSession> {
  const headers = { 'x-auth-user': utf8(auth.user), 'x-auth-key': utf8(auth.key) };
  const answer = await sendToSwift(fetch, { method: 'GET', url: auth.url, headers }, signal);
  const token = answer.headers.get('x-auth-token');
  const announced = storageUrl ?? answer.headers.get('x-storage-url');
  if (answer.status >= 200 && answer.status < 300 && token !== null && announced !== null) {
    return { token, storageUrl: announced.replace(/\/+$/, '') };
  }
  const wrong = answer.status === 401 || answer.status === 403;
  throw new SignerError(
    wrong || answer.status < 500 ? 'storage-refused' : 'storage-unavailable',
    wrong
      ? `Storage refused the user ${JSON.stringify(auth.user)} or its key (${answer.status}): check ST_USER and ST_KEY.`
      : `${new URL(auth.url).host} does not answer like Swift v1 auth (${answer.status}): check ST_AUTH.`,
    { ...(answer.transactionId !== undefined && { transactionId: answer.transactionId }) },
  );
}

/** Header values are bytes; Swift reads these as UTF-8. */
function utf8(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** Waits for a shared promise as long as this caller wants to. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
