/**
 * A Swift session: one login for all concurrent users, renewed shortly before its token ends and whenever Swift answers
 * 401 all the same (a token may be revoked, or lost by a restarted Swift).
 *
 * @module
 */
import type { SwiftAuth, SwiftLogin } from './login.js';
import { sendToStorage } from '../../storage-http.js';
import type { Fetch, StorageAnswer, StorageRequest } from '../../storage-http.js';

/** What requests need. */
export interface SwiftSession {
  readonly token: string;
  /** Without a trailing slash. */
  readonly storageUrl: string;
  /** As {@link SwiftLogin.cdnUrl}. Without a trailing slash. */
  readonly cdnUrl?: string;
}

/** Requests with a token. */
export interface SwiftAccount {
  session(signal: AbortSignal): Promise<SwiftSession>;
  /** Does one request; where its answer is 401, renews the token and does it once more. */
  use<T extends { readonly status: number }>(
    request: (session: SwiftSession) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T>;
  /** Sends with the token; a 401 renews the token and sends once more. `path` is appended to the storage URL. */
  send(
    path: string,
    request: Omit<StorageRequest, 'url'>,
    signal: AbortSignal,
  ): Promise<StorageAnswer>;
}

/** What a session depends on. */
export interface SwiftAccountSettings {
  readonly auth: SwiftAuth;
  readonly fetch: Fetch;
  /** Used instead of the one that auth announces (a public name for a private one). */
  readonly storageUrl?: string;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A session with the times at which it ends, in milliseconds. */
interface TimedSession {
  readonly session: SwiftSession;
  readonly renewAt: number;
  readonly endsAt: number;
}

/** Milliseconds before its end at which a token is renewed; of a short life at most a tenth. */
const RENEW_BEFORE = 60_000;

/** Nothing is asked before the first request. */
export function swiftAccount({ auth, fetch, storageUrl, now }: SwiftAccountSettings): SwiftAccount {
  let current: Promise<TimedSession> | undefined;

  // The login is shared by all who wait for it, so no single caller's signal may end it; it has its own time limit.
  const logIn = (meanwhile?: Promise<TimedSession>): Promise<TimedSession> => {
    const context = { fetch, ...(storageUrl !== undefined && { storageUrl }) };
    const mine = auth
      .logIn(context, new AbortController().signal)
      .then((login) => timed(login, now()));
    current = mine;
    mine.catch(() => {
      if (current === mine) current = meanwhile;
    });
    return mine;
  };

  /** The login in use, after it was renewed if it ends soon. */
  const fresh = async (
    signal: AbortSignal,
  ): Promise<{ used: Promise<TimedSession>; session: SwiftSession }> => {
    const held = current ?? logIn();
    const { session, renewAt, endsAt } = await abortable(held, signal);
    if (now() < renewAt) return { used: held, session };
    // Another caller may have begun to renew it in the meantime.
    const used = current === undefined || current === held ? logIn(held) : current;
    try {
      return { used, session: (await abortable(used, signal)).session };
    } catch (error) {
      signal.throwIfAborted();
      // It was early: as long as the token lives, a login that fails for a moment does not matter.
      if (now() < endsAt) return { used: held, session };
      throw error;
    }
  };

  const use: SwiftAccount['use'] = async (request, signal) => {
    const { used, session } = await fresh(signal);
    const first = await request(session);
    if (first.status !== 401) return first;
    const renewed = current !== undefined && current !== used ? current : logIn();
    return request((await abortable(renewed, signal)).session);
  };
  return {
    session: async (signal) => (await fresh(signal)).session,
    use,
    send: (path, request, signal) =>
      use((session) => sendWith(session, path, request, fetch, signal), signal),
  };
}

function timed(login: SwiftLogin, now: number): TimedSession {
  const { token, storageUrl, cdnUrl, lifetime = Infinity } = login;
  const life = lifetime * 1000;
  return {
    session: {
      token,
      storageUrl: storageUrl.replace(/(?<!\/)\/+$/, ''),
      ...(cdnUrl !== undefined && { cdnUrl: cdnUrl.replace(/(?<!\/)\/+$/, '') }),
    },
    renewAt: now + life - Math.min(RENEW_BEFORE, life / 10),
    endsAt: now + life,
  };
}

function sendWith(
  { token, storageUrl }: SwiftSession,
  path: string,
  request: Omit<StorageRequest, 'url'>,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<StorageAnswer> {
  const headers = { ...request.headers, 'x-auth-token': token };
  return sendToStorage(fetch, { ...request, url: `${storageUrl}${path}`, headers }, signal);
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
