/**
 * The two signed parameters of a temporary URL: their spellings, and the comparison.
 *
 * @module
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signature as bytes, and the digest it was made with. */
export interface Signature {
  readonly digest: 'sha1' | 'sha256' | 'sha512';
  readonly bytes: Buffer;
}

const BYTES = { sha1: 20, sha256: 32, sha512: 64 } as const;

/**
 * Reads `temp_url_sig`: hex in lower case, its length telling the digest, or `sha256:` (`sha1:`, `sha512:`) and base64
 * in either alphabet, padding optional. Upper-case hex is refused, as Swift does (measured).
 */
export function parseSignature(text: string): Signature | undefined {
  const named = /^(sha1|sha256|sha512):([A-Za-z0-9+/_-]+)={0,2}$/.exec(text);
  if (named === null) {
    const digest = (['sha1', 'sha256', 'sha512'] as const).find(
      (name) => text.length === BYTES[name] * 2,
    );
    if (digest === undefined || !/^[0-9a-f]+$/.test(text)) return undefined;
    return { digest, bytes: Buffer.from(text, 'hex') };
  }
  const digest = named[1] as Signature['digest'];
  const bytes = Buffer.from(named[2] ?? '', 'base64');
  return bytes.length === BYTES[digest] ? { digest, bytes } : undefined;
}

/**
 * Reads `temp_url_expires`: Unix seconds, with no upper bound, or `2026-11-20T06:52:48Z` in just this form.
 *
 * @param now milliseconds since 1970; a time before it gives `undefined`, as anything unreadable does
 */
export function parseExpires(text: string, now: number): bigint | undefined {
  const seconds = parseSeconds(text.trim());
  return seconds !== undefined && Number(seconds) >= now / 1000 ? seconds : undefined;
}

function parseSeconds(text: string): bigint | undefined {
  if (/^[+-]?\d+$/.test(text)) return BigInt(text.replace('+', ''));
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : BigInt(milliseconds / 1000);
}

/** Whether any of the keys signs any of the messages this way. */
export function signatureMatches(
  signature: Signature,
  keys: readonly Buffer[],
  messages: readonly string[],
): boolean {
  return keys.some((key) =>
    messages.some((message) => {
      const expected = createHmac(signature.digest, key).update(message, 'utf8').digest();
      return timingSafeEqual(expected, signature.bytes);
    }),
  );
}
