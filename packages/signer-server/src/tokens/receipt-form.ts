/**
 * What is seen of a receipt before its signature is looked at: three segments, each in its one spelling, and a header that
 * leaves nothing to choose. JOSE libraries are more generous, each in its own way; these are the rules that the verifiers
 * of `docs/receipts` share, in every language.
 *
 * @module
 */
import { base64url } from 'jose';
import { isCanonicalJws } from './canonical-jws.js';

/** `typ` of a receipt, so that no other JWS under the same key passes for one (RFC 8725 §3.11). */
export const RECEIPT_TYP = 'upload-receipt+jwt';

/** The one algorithm of the signer's. */
export const RECEIPT_ALG = 'EdDSA';

/** Characters; twice what the longest upload token has. */
const MAX_LENGTH = 32_768;

/** The id of the key that is to have signed it; undefined for what is no receipt. */
export function receiptKeyId(receipt: unknown): string | undefined {
  if (typeof receipt !== 'string' || receipt.length > MAX_LENGTH) return undefined;
  if (!isCanonicalJws(receipt)) return undefined;
  const [head = '', body = ''] = receipt.split('.');
  const header = readObject(head);
  if (!header || !readObject(body)) return undefined;
  // Extensions are refused, not passed over (RFC 7515 §4.1.11, RFC 7797 §6).
  if ('crit' in header || 'b64' in header) return undefined;
  const { alg, typ, kid } = header;
  return alg === RECEIPT_ALG && typ === RECEIPT_TYP && typeof kid === 'string' ? kid : undefined;
}

/** A JSON object in UTF-8 without a byte order mark; of a member that is there twice the last counts (RFC 7515 §4). */
function readObject(segment: string): Readonly<Record<string, unknown>> | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const value: unknown = JSON.parse(decoder.decode(base64url.decode(segment)));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
