/**
 * What the signer can prove later without remembering it: an HMAC under the secret that made the upload's token. Names of
 * objects and marks on them come from here, so that nobody else can make or guess one, and every replica makes the same.
 *
 * @module
 */
import { hmac, hmacKey } from '#runtime';

/** What an HMAC is for. One made for one purpose proves nothing for another. */
export type VouchPurpose =
  /** The random part of a final name that commits to the content. */
  | 'content-name'
  /** The random part of a final name that has to be known before the content. */
  | 'upload-name'
  /** This upload was completed with this content. */
  | 'completed'
  /** The object with this ETag was inspected. */
  | 'inspected';

/** 32 hex digits (128 bits) about one upload. */
export type Vouch = (purpose: VouchPurpose, ...facts: readonly (string | number)[]) => string;

/** Of the HMAC; RFC 2104 §5 advises to keep at least half of the hash and 80 bits. */
const DIGITS = 32;

/**
 * The key is derived, because HS256 tokens use the secret itself: no token can be taken for one of these, nor the reverse.
 * A message is JSON, so that no two lists of facts read the same.
 */
export function vouchWith(secret: Uint8Array): (uploadId: string) => Vouch {
  const derived = hmac(
    'sha256',
    hmacKey(secret),
    'direct-upload: what the signer vouches for',
    'hex',
  );
  const key = hmacKey(new TextEncoder().encode(derived));
  return (uploadId) =>
    (purpose, ...facts) =>
      hmac('sha256', key, JSON.stringify([purpose, uploadId, ...facts]), 'hex').slice(0, DIGITS);
}

/** Takes as long for a near miss as for any other of the same length. */
export function isVouched(given: string | undefined, expected: string): boolean {
  if (given?.length !== expected.length) return false;
  let difference = 0;
  for (let i = 0; i < expected.length; i += 1) {
    difference |= given.charCodeAt(i) ^ expected.charCodeAt(i);
  }
  return difference === 0;
}
