/**
 * What the signer takes from the runtime it is in, because runtimes differ in it. Imported as `#runtime`: package.json maps
 * that to `node.ts` in Node, Bun and Deno, and to `web.ts` everywhere else, such as Cloudflare's workerd. The code of the
 * signer stays synchronous where it is hot, and has no `node:` import.
 *
 * @module
 */
import type { CryptoKey, JWK, KeyObject } from 'jose';

/** Hashes that storage or the signer speaks. */
export type Digest = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** How bytes are written as text. */
export type Encoding = 'hex' | 'base64' | 'base64url';

/** The part of `fetch` that is used, so that tests and unusual hosts can pass their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An Ed25519 private key, as jose takes it, and its public half in base64url. */
export interface Ed25519Key {
  readonly privateKey: JWK | KeyObject;
  readonly x: string;
}

/** One runtime; `HmacKey` is whatever it keeps a secret in. */
export interface Runtime<HmacKey> {
  /** Text is hashed as UTF-8. */
  readonly hash: (digest: Digest, data: string | Uint8Array, encoding: Encoding) => string;
  /** Reads a secret once that is used often. */
  readonly hmacKey: (secret: Uint8Array) => HmacKey;
  readonly hmac: (
    digest: Digest,
    key: HmacKey | string,
    text: string,
    encoding: Encoding,
  ) => string;
  /** @throws for anything but an Ed25519 private key; the message may quote it. */
  readonly readEd25519Key: (input: string | JWK | CryptoKey) => Ed25519Key;
  /**
   * Whether a call may wake another one. workerd ends a call that is woken so, because it binds timers and promises to the call
   * that made them.
   */
  readonly callsWakeEachOther: boolean;
  /** A client for many small requests to the same host. */
  readonly httpClient: () => Fetch;
  /** When the certificate of a host ends, in milliseconds; undefined where that cannot be seen. */
  readonly certificateEnd: (
    host: string,
    port: number,
    signal: AbortSignal,
  ) => Promise<number | undefined>;
}
