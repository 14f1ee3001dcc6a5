/**
 * One request as the layers of the storage see it. It is a value: a layer that changes something hands on a copy.
 *
 * @module
 */
import type { LargeObject } from '../disk/records.js';
import type { Answer } from './answer.js';
import type { Query } from './query.js';

/** What a request is about: the path, already decoded. */
export type Target =
  /** `/v1/<account>[/<container>[/<object>]]`; version is whatever stood there. */
  | {
      readonly kind: 'resource';
      readonly version: string;
      readonly account: string;
      readonly container: string | undefined;
      readonly object: string | undefined;
    }
  /** Some other path, e.g. `/healthcheck`. */
  | { readonly kind: 'other'; readonly path: string }
  /** Not UTF-8; the path is its bytes as Latin-1. */
  | { readonly kind: 'unreadable'; readonly path: string };

/** A target below `/v1/<account>`. */
export type ResourceTarget = Extract<Target, { kind: 'resource' }>;

/** Who asks, once that is known. */
export type Caller =
  | { readonly kind: 'anonymous' }
  /** Holds a token. */
  | { readonly kind: 'user'; readonly name: string; readonly account: string }
  /** Holds a temporary URL. Signed with a container's key it reaches no other container. */
  | { readonly kind: 'temp-url'; readonly account: string; readonly container?: string };

/** The body of a request, read at most once. Nothing is asked of the client before the first read. */
export interface RequestBody {
  /** `Content-Length`, `undefined` if the body is chunked or absent. */
  readonly length: number | undefined;
  /** Ends when the body is complete. Throws {@linkcode BodyBrokenError} if the client goes away or stalls first. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The first `count` bytes, fewer if the body is shorter. They still come out of `chunks`. */
  peek(count: number): Promise<Uint8Array>;
}

/** Header names in lower case; values as Latin-1 strings, one character per byte. */
export type RequestHeaders = ReadonlyMap<string, string>;

/** See the module comment. */
export interface SwiftRequest {
  readonly method: string;
  /** Decoded, without the query; what is not UTF-8 is read as Latin-1. For matching, not for storage. */
  readonly path: string;
  readonly target: Target;
  readonly query: Query;
  readonly headers: RequestHeaders;
  readonly body: RequestBody;
  readonly caller: Caller;
  /** Between layers: the body is the manifest of this. Never set by what a client sends. */
  readonly largeObject?: LargeObject;
  /** Address of the peer, IPv4 in its dotted form even on a dual-stack socket. */
  readonly remoteAddress: string;
  /** `http://host:port` as the client wrote it in `Host`. */
  readonly origin: string;
  /** Fires when the client is gone. */
  readonly signal: AbortSignal;
}

/** A layer's answer to a request. */
export type Handler = (request: SwiftRequest) => Promise<Answer>;

/** A layer: wraps the handler behind it, as Swift's middlewares do. */
export type Layer = (next: Handler) => Handler;

/** Why a body broke off. */
export type BodyBreak = 'disconnected' | 'stalled' | 'invalid-segment';

/** A body ended before it was complete: a request's, or that of a large object whose segments changed. */
export class BodyBrokenError extends Error {
  override readonly name = 'BodyBrokenError';
  readonly reason: BodyBreak;

  constructor(reason: BodyBreak) {
    super(`body ${reason}`);
    this.reason = reason;
  }
}
