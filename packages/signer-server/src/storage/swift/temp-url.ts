/**
 * Swift TempURL signatures, stage by stage: message, signature, URL. A pure module, checked against vectors that a real
 * Swift accepted (`temp-url.test.ts`).
 *
 * Nothing but method, path and expiry is signed: size, type and every other header stay the uploader's choice. That is
 * why the signer looks at the stored object before it believes anything.
 *
 * @module
 */
import { hmac } from '#runtime';
import { encodePath } from '../../names/object-name.js';

/** Methods that a TempURL can stand for. A signature for PUT also authorises HEAD of the same path. */
export type TempUrlMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

/** What `/info` lists as `tempurl.allowed_digests`. Old clusters know only sha1, new ones will refuse it. */
export const TEMP_URL_DIGESTS = ['sha256', 'sha512', 'sha1'] as const;
export type TempUrlDigest = (typeof TEMP_URL_DIGESTS)[number];

/** What is signed. */
export interface TempUrlClaims {
  readonly method: TempUrlMethod;
  /** `/v1/<account>/<container>/<object>`, decoded: what is signed. */
  readonly path: string;
  /** Unix seconds. */
  readonly expires: number;
  /** Default: the object; or every object whose name begins with what follows the container in the path. */
  readonly covers?: 'object' | 'prefix';
  /** The one address, or the range in CIDR notation, that may use it. Swift looks at the peer, not at a header. */
  readonly ipRange?: string;
}

/** What a TempURL says. */
export interface TempUrlParts extends TempUrlClaims {
  /** What stands before the path, e.g. `https://storage.example`; `''` for the path and query alone. */
  readonly base: string;
  /** How the expiry is written; the same is signed. Default: `seconds`. */
  readonly expiresAs?: 'seconds' | 'iso8601';
}

/** How it is signed. */
export interface TempUrlKey {
  /** `X-Container-Meta-Temp-URL-Key` (preferred: cannot touch other containers) or the account's. */
  readonly key: string;
  readonly digest: TempUrlDigest;
}

/** First stage: the text that is signed. */
export function tempUrlMessage(claims: TempUrlClaims): string {
  const { method, path, expires, covers, ipRange } = claims;
  const who = ipRange === undefined ? '' : `ip=${ipRange}\n`;
  return `${who}${method}\n${expires}\n${covers === 'prefix' ? 'prefix:' : ''}${path}`;
}

/**
 * Second stage: lower-case hex HMAC (upper case is refused by Swift), but of SHA-512 base64 that names it, the only form
 * its documentation promises; both spelt as python-swiftclient does.
 */
export function tempUrlSignature(message: string, { key, digest }: TempUrlKey): string {
  return digest === 'sha512'
    ? `sha512:${hmac(digest, key, message, 'base64url')}`
    : hmac(digest, key, message, 'hex');
}

/**
 * Third stage: the whole URL, with the parameters in the order of python-swiftclient.
 *
 * @param extra - unsigned parameters Swift knows for GET: `filename`, `inline`.
 */
export function tempUrl(
  parts: TempUrlParts,
  key: TempUrlKey,
  extra: Readonly<Record<string, string>> = {},
): string {
  const { base, path, expires, expiresAs, covers, ipRange } = parts;
  const query = {
    temp_url_sig: tempUrlSignature(tempUrlMessage(parts), key),
    temp_url_expires: expiresAs === 'iso8601' ? iso8601(expires) : String(expires),
    ...(ipRange !== undefined && { temp_url_ip_range: ipRange }),
    ...(covers === 'prefix' && { temp_url_prefix: path.split('/').slice(4).join('/') }),
    ...extra,
  };
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeValue(value)}`);
  return `${base}${encodePath(path)}?${pairs.join('&')}`;
}

/** The one form with letters that Swift reads: no fraction, no offset (measured). */
function iso8601(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Colon and slash need no encoding in a query (RFC 3986 §3.4), and are what dates, digests and ranges are made of. */
function encodeValue(value: string): string {
  return encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2F', '/');
}
