/**
 * The runtime of everything else: the Web's interfaces alone. Hashes are noble's, because WebCrypto has no MD5 and only
 * answers later.
 *
 * @module
 */
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { encode } from './encode.js';
import type { Digest, Encoding, Fetch } from './runtime.js';

export { readEd25519Key } from './web-key.js';

const DIGESTS = { md5, sha1, sha256, sha512 } as const;

/** A secret that was read once. */
export type HmacKey = Uint8Array;

export function hash(digest: Digest, data: string | Uint8Array, encoding: Encoding): string {
  const bytes = typeof data === 'string' ? utf8ToBytes(data) : data;
  return encode(DIGESTS[digest](bytes), encoding);
}

export function hmacKey(secret: Uint8Array): HmacKey {
  return secret.slice();
}

export function hmac(
  digest: Digest,
  key: HmacKey | string,
  text: string,
  encoding: Encoding,
): string {
  const secret = typeof key === 'string' ? utf8ToBytes(key) : key;
  return encode(nobleHmac(DIGESTS[digest], secret, utf8ToBytes(text)), encoding);
}

export const callsWakeEachOther = false as boolean;

/** Connections are the runtime's own business. */
export function httpClient(): Fetch {
  return (url, init) => fetch(url, init);
}

/** No runtime without `node:tls` shows a certificate. */
export function certificateEnd(): Promise<undefined> {
  return Promise.resolve(undefined);
}
