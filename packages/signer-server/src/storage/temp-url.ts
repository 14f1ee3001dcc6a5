/**
 * Swift TempURL signatures, stage by stage: message, signature, URL. A pure module, checked against vectors that a real
 * Swift accepted (`temp-url.test.ts`).
 *
 * Nothing but method, path and expiry is signed: size, type and every other header stay the uploader's choice. That is
 * why the signer looks at the stored object before it believes anything.
 *
 * @module
 */
import { createHmac } from 'node:crypto';
import { encodePath } from './object-name.js';

/** Methods that a TempURL can stand for. A signature for PUT also authorises HEAD of the same path. */
export type TempUrlMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

/** What `/info` lists as `tempurl.allowed_digests`. Old clusters know only sha1, new ones will refuse it. */
export const TEMP_URL_DIGESTS = ['sha256', 'sha512', 'sha1'] as const;
export type TempUrlDigest = (typeof TEMP_URL_DIGESTS)[number];

/** What a TempURL says. */
export interface TempUrlParts {
  readonly method: TempUrlMethod;
  /** Scheme, host and port, e.g. `https://storage.example`. */
  readonly origin: string;
  /** `/v1/<account>/<container>/<object>`, decoded: what is signed. */
  readonly path: string;
  /** Unix seconds. */
  readonly expires: number;
}

/** How it is signed. */
export interface TempUrlKey {
  /** `X-Container-Meta-Temp-URL-Key` (preferred: cannot touch other containers) or the account's. */
  readonly key: string;
  readonly digest: TempUrlDigest;
}

/** First stage: the text that is signed. */
export function tempUrlMessage(parts: Pick<TempUrlParts, 'method' | 'path' | 'expires'>): string {
  return `${parts.method}\n${parts.expires}\n${parts.path}`;
}

/** Second stage: lower-case hex HMAC. Upper case is refused by Swift. */
export function tempUrlSignature(message: string, { key, digest }: TempUrlKey): string {
  return createHmac(digest, key).update(message, 'utf8').digest('hex');
}

/**
 * Third stage: the whole URL.
 *
 * @param extra - unsigned parameters Swift knows for GET, such as `filename`.
 */
export function tempUrl(
  parts: TempUrlParts,
  key: TempUrlKey,
  extra: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    temp_url_sig: tempUrlSignature(tempUrlMessage(parts), key),
    temp_url_expires: String(parts.expires),
    ...extra,
  });
  return `${parts.origin}${encodePath(parts.path)}?${query.toString()}`;
}
