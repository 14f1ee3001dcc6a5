/**
 * A guard for both kinds of JWS that the signer makes. Base64url of 32 or 64 bytes has unused bits in its last
 * character, and decoders ignore them: several spellings of one signature would pass. Only the canonical spelling is
 * taken, so that a token or receipt with any changed byte is refused.
 *
 * @module
 */
import { base64url } from 'jose';

/** True if the text is three base64url segments, each spelled the one way an encoder would. */
export function isCanonicalJws(jws: string): boolean {
  const segments = jws.split('.');
  return segments.length === 3 && segments.every(isCanonical);
}

function isCanonical(segment: string): boolean {
  try {
    return base64url.encode(base64url.decode(segment)) === segment;
  } catch {
    return false;
  }
}
