/**
 * Temporary URLs: a signature in the query stands in for a token. Written from Swift's documented rules and measured
 * answers, on purpose apart from the code that signs, so that one mistake cannot hide in both.
 *
 * What is signed is `METHOD \n expires \n /v1/account/container/object` with the *decoded* path; nothing else about the
 * request is covered (not the size, not the headers).
 *
 * @module
 */
import type { Store } from '../disk/store.js';
import { answer, sentence, type Answer } from '../http/answer.js';
import type { Caller, Layer, SwiftRequest } from '../http/exchange.js';
import { isAddressInRange } from './ip-range.js';
import { parseExpires, parseSignature, signatureMatches } from './temp-url-signature.js';
import { shapeTempUrlAnswer } from './temp-url-answer.js';

const METHODS: readonly string[] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
/** A HEAD is covered by the signature of any of these; DELETE is not among them (measured). */
const METHODS_COVERING_HEAD: readonly string[] = ['HEAD', 'GET', 'POST', 'PUT'];
/** Would make the upload point at bytes the URL gives no access to. */
const DISALLOWED_HEADERS = ['x-object-manifest', 'x-symlink-target', 'x-copy-from'] as const;
const KEY_HEADERS = ['Temp-Url-Key', 'Temp-Url-Key-2'] as const;

/** @param now the clock, in milliseconds since 1970 */
export function tempUrl(store: Store, now: () => number): Layer {
  return (next) => async (request) => {
    const { query, method } = request;
    const hasSignature = query.has('temp_url_sig') || query.has('temp_url_expires');
    if (!hasSignature || method === 'OPTIONS') return next(request);
    const expires = parseExpires(query.get('temp_url_expires') ?? '', now());
    if (expires !== undefined && request.target.kind === 'unreadable') {
      // Swift fails while it reads the name for signing (measured); a good signature makes no difference.
      return sentence(500, 'An error occurred', { 'Content-Type': 'text/plain' });
    }
    const caller = expires === undefined ? undefined : identify(store, request, expires);
    if (expires === undefined || caller === undefined) return refuse(request);
    const disallowed = findDisallowedHeader(request);
    if (disallowed !== undefined) {
      return sentence(400, `The header '${disallowed}' is not allowed in this tempurl`);
    }
    const reply = await next({ ...request, caller, query: rewriteQuery(request) });
    return shapeTempUrlAnswer(reply, request, expires);
  };
}

/** Every refusal is the same 401, without a reason and without CORS headers: a page cannot read it (measured). */
function refuse(request: SwiftRequest): Answer {
  const headers = { 'Www-Authenticate': 'Swift realm="unknown"' };
  return request.method === 'HEAD'
    ? answer(401, headers)
    : sentence(401, '401 Unauthorized: Temp URL invalid\n', headers);
}

/** Who the URL speaks for, or `undefined` if it must be refused. */
function identify(store: Store, request: SwiftRequest, expires: bigint): Caller | undefined {
  const { query, method, target } = request;
  const signature = parseSignature(query.get('temp_url_sig') ?? '');
  const path = signedPath(request);
  const range = query.get('temp_url_ip_range');
  if (signature === undefined || path === undefined || target.kind !== 'resource') return undefined;
  if (range && !isAddressInRange(request.remoteAddress, range)) return undefined;
  const methods = method === 'HEAD' ? METHODS_COVERING_HEAD : [method];
  const messages = methods.map(
    (name) => `${range ? `ip=${range}\n` : ''}${name}\n${expires.toString()}\n${path}`,
  );
  const { account, container = '' } = target;
  const accountHeaders = store.account(account)?.record.headers ?? {};
  const containerHeaders = store.container(account, container)?.record.headers ?? {};
  if (signatureMatches(signature, keysIn(accountHeaders, 'X-Account-Meta-'), messages)) {
    return { kind: 'temp-url', account };
  }
  if (signatureMatches(signature, keysIn(containerHeaders, 'X-Container-Meta-'), messages)) {
    return { kind: 'temp-url', account, container };
  }
  return undefined;
}

/** The path part of the signed message; `undefined` if the request is not for an object of API version `v1`. */
function signedPath({ target, method, query }: SwiftRequest): string | undefined {
  if (!METHODS.includes(method) || target.kind !== 'resource' || target.version !== 'v1') {
    return undefined;
  }
  const { account, container, object } = target;
  if (container === undefined || object === undefined || /^\/*$/.test(object)) return undefined;
  const prefix = query.get('temp_url_prefix');
  if (prefix === undefined) return `/v1/${account}/${container}/${object}`;
  return object.startsWith(prefix) ? `prefix:/v1/${account}/${container}/${prefix}` : undefined;
}

function keysIn(headers: Readonly<Record<string, string>>, prefix: string): readonly Buffer[] {
  return KEY_HEADERS.flatMap((name) => {
    const key = headers[prefix + name];
    // Headers are kept as Latin-1 text; the key is the bytes that were sent.
    return key === undefined ? [] : [Buffer.from(key, 'latin1')];
  });
}

function findDisallowedHeader({ method, headers }: SwiftRequest): string | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const found = DISALLOWED_HEADERS.find((name) => headers.has(name));
  return found?.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
}

/**
 * Swift keeps only its own parameters. So `multipart-manifest=put` is lost: what arrives is stored as a plain object
 * (measured), and a manifest can only be written with a token.
 */
function rewriteQuery({ query }: SwiftRequest): ReadonlyMap<string, string> {
  const kept = ['temp_url_sig', 'temp_url_expires', 'temp_url_prefix', 'filename'];
  return new Map([...query].filter(([name]) => kept.includes(name)));
}
