/**
 * Users, tokens and who may do what: Swift's own small auth system (`tempauth`, `GET /auth/v1.0`), with fixed users.
 *
 * @module
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ContainerNode } from '../disk/tree.js';
import { answer, type Answer } from '../http/answer.js';
import type { Layer, SwiftRequest } from '../http/exchange.js';
import { pathOf } from '../http/target.js';

/** An account and the user who owns it. */
export interface StorageAccount {
  /** As it stands in URLs, e.g. `AUTH_test`. */
  readonly account: string;
  /** What `X-Auth-User` says, e.g. `test:tester`. */
  readonly user: string;
  /** What `X-Auth-Key` says. */
  readonly key: string;
}

/** Seconds a token lives; Swift's default. */
const TOKEN_SECONDS = 86_400;

interface Token {
  readonly user: StorageAccount;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/**
 * Answers `/auth/v1.0` and finds out who a token belongs to. A wrong token is refused here, in front of the core, and
 * thus without CORS headers; a request without any goes on as anonymous (its 401 does have them, measured).
 *
 * @param now the clock, in milliseconds since 1970
 */
export function auth(accounts: readonly StorageAccount[], now: () => number): Layer {
  const tokens = new Map<string, Token>();
  return (next) => async (request) => {
    if (request.caller.kind === 'temp-url') return next(request);
    if (pathOf(request.target).startsWith('/auth/'))
      return issueToken(request, accounts, tokens, now());
    const text = request.headers.get('x-auth-token') ?? request.headers.get('x-storage-token');
    if (!text?.startsWith('AUTH_')) return next(request);
    const token = tokens.get(text);
    if (token === undefined || token.expires < now()) return unauthorized(request);
    const { user, account } = token.user;
    return next({ ...request, caller: { kind: 'user', name: user, account } });
  };
}

/** What a caller may do; `undefined` if it may. */
export function denial(
  request: SwiftRequest,
  access: 'read' | 'list' | 'write' | 'own',
  container?: ContainerNode,
): Answer | undefined {
  const { caller, target } = request;
  if (target.kind !== 'resource') return unauthorized(request);
  if (caller.kind === 'temp-url') {
    const sameContainer = (caller.container ?? target.container) === target.container;
    return caller.account === target.account && sameContainer ? undefined : unauthorized(request);
  }
  if (caller.kind === 'user' && caller.account === target.account) return undefined;
  if (access !== 'own' && isInAcl(request, access, container)) return undefined;
  return caller.kind === 'anonymous' ? unauthorized(request) : answer(403);
}

/** `X-Container-Read: .r:*` (and `.rlistings`) opens a container to all; other entries name users or accounts. */
function isInAcl(
  { caller }: SwiftRequest,
  access: 'read' | 'list' | 'write',
  container: ContainerNode | undefined,
): boolean {
  const header = access === 'write' ? 'X-Container-Write' : 'X-Container-Read';
  const entries = (container?.record.headers[header] ?? '').split(',').map((entry) => entry.trim());
  if (access !== 'write' && entries.includes('.r:*')) {
    if (access === 'read' || entries.includes('.rlistings')) return true;
  }
  if (caller.kind !== 'user') return false;
  const [group = ''] = caller.name.split(':');
  return entries.includes(caller.name) || entries.includes(group);
}

function unauthorized({ target }: SwiftRequest): Answer {
  const realm = target.kind === 'resource' ? target.account : 'unknown';
  return answer(401, { 'Www-Authenticate': `Swift realm="${encodeURI(realm)}"` });
}

function issueToken(
  request: SwiftRequest,
  accounts: readonly StorageAccount[],
  tokens: Map<string, Token>,
  now: number,
): Answer {
  const { headers, method } = request;
  if (method !== 'GET') return answer(405);
  if (!/^\/auth\/(v1(\.0)?|auth)\/?$/.test(pathOf(request.target))) return answer(400);
  const name = headers.get('x-auth-user') ?? headers.get('x-storage-user');
  const key = headers.get('x-auth-key') ?? headers.get('x-storage-pass') ?? '';
  const user = accounts.find((candidate) => candidate.user === name);
  if (user === undefined || !sameText(user.key, key)) {
    // Swift does tell an unknown user from a wrong key (measured).
    const realm = user === undefined && name?.includes(':') ? name.split(':')[0] : 'unknown';
    return answer(401, { 'Www-Authenticate': `Swift realm="${encodeURI(realm ?? '')}"` });
  }
  const [token, expires] = tokenFor(user, tokens, now);
  return answer(200, {
    'X-Auth-Token': token,
    'X-Storage-Token': token,
    'X-Auth-Token-Expires': String(Math.floor((expires - now) / 1000)),
    'X-Storage-Url': `${request.origin}/v1/${user.account}`,
  });
}

/** The token a user has, or a new one. Tokens live in memory: after a restart clients get a 401 and ask again. */
function tokenFor(
  user: StorageAccount,
  tokens: Map<string, Token>,
  now: number,
): readonly [token: string, expires: number] {
  for (const [text, token] of tokens) {
    if (token.expires < now) tokens.delete(text);
    else if (token.user === user) return [text, token.expires];
  }
  const text = `AUTH_tk${randomBytes(16).toString('hex')}`;
  const expires = now + TOKEN_SECONDS * 1000 - 1;
  tokens.set(text, { user, expires });
  return [text, expires];
}

/** Compares without telling by its time how much was right. */
function sameText(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
