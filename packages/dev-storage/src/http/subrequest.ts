/**
 * Requests that a layer makes by itself, in the name of whoever asked it.
 *
 * @module
 */
import type { RequestBody, RequestHeaders, SwiftRequest, Target } from './exchange.js';
import { pathOf } from './target.js';

/** What a layer's own request says. */
export interface SubrequestOptions {
  readonly method: string;
  readonly target: Target;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: RequestHeaders;
}

/**
 * A request without a body. The caller stays, and so does the token for layers in front of the one that reads it; no
 * other header of the client's is passed on, so no `Origin` and no condition.
 */
export function subrequest(
  request: SwiftRequest,
  { method, target, query = {}, headers = new Map() }: SubrequestOptions,
): SwiftRequest {
  const tokens = ['x-auth-token', 'x-storage-token'].flatMap((name) => {
    const token = request.headers.get(name);
    return token === undefined ? [] : [[name, token] as const];
  });
  return {
    method,
    path: pathOf(target),
    target,
    query: new Map(Object.entries(query)),
    headers: new Map([...headers, ...tokens]),
    body: bodyOfBytes(new Uint8Array(0)),
    caller: request.caller,
    remoteAddress: request.remoteAddress,
    origin: request.origin,
    signal: request.signal,
  };
}

/** Bytes as the body of a request. */
export function bodyOfBytes(bytes: Uint8Array): RequestBody {
  return {
    length: bytes.byteLength,
    async *chunks(): AsyncGenerator<Uint8Array> {
      if (bytes.byteLength > 0) yield await Promise.resolve(bytes);
    },
    peek: (count) => Promise.resolve(bytes.subarray(0, count)),
  };
}
