/**
 * Holds the receipt against what was read from the file: size, and the hash of the whole made from the parts' hashes. The
 * signature is the app server's to verify; here it matters that the claims are about these very bytes.
 *
 * @module
 */
import { UploadError } from './errors.js';
import type { Hasher } from './ports.js';
import type { PartRecord } from './protocol.js';

/**
 * Rejects with `corrupted` if the receipt is about other bytes. What is no JWS (a signer of the page's own making) or
 * says nothing of size and ETag is passed on unread.
 */
export async function checkReceipt(
  receipt: string,
  parts: readonly PartRecord[],
  hasher: Hasher,
  signal: AbortSignal,
): Promise<void> {
  const claimed = readClaims(receipt);
  if (!claimed) return;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const etag = await etagOfWhole(parts, hasher, signal);
  if (claimed.size === size && claimed.etag === etag) return;
  throw new UploadError('corrupted', 'The receipt is not about the bytes that were read.');
}

/** Of several parts: the MD5 of their MD5s in hex, one after the other (Swift's Static Large Objects). */
async function etagOfWhole(
  parts: readonly PartRecord[],
  hasher: Hasher,
  signal: AbortSignal,
): Promise<string> {
  const [first, ...rest] = parts.map(({ etag }) => etag);
  if (first === undefined || rest.length === 0) return first ?? '';
  return hasher.md5(new Blob([first, ...rest]), signal);
}

interface Claims {
  readonly size: number;
  readonly etag: string;
}

/** The payload of a compact JWS (RFC 7515 §3.1). Read as Latin-1: names come out wrong, and are not looked at. */
function readClaims(receipt: string): Claims | undefined {
  const payload = receipt.split('.')[1] ?? '';
  try {
    const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const { upload } = JSON.parse(json) as { upload?: Partial<Claims> };
    const { size, etag } = upload ?? {};
    return size !== undefined && etag !== undefined ? { size, etag } : undefined;
  } catch {
    return undefined;
  }
}
