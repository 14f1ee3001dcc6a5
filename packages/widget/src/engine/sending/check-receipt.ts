/**
 * Holds the receipt against what was read from the file: size, and the hash of the whole made from the parts' hashes. The
 * signature is the app server's to verify; here it matters that the claims are about these very bytes.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { laterCode } from '../flow/later-code.js';
import type { HashServices } from './part-hash.js';
import type { PartRecord } from '../protocol.js';

/**
 * Rejects with `corrupted` if the receipt is about other bytes. What is no JWS (a signer of the page's own making) or
 * says nothing of size and ETag is passed on unread.
 */
export async function checkReceipt(
  receipt: string,
  parts: readonly PartRecord[],
  services: Pick<HashServices, 'hasher' | 'integrity'>,
  signal: AbortSignal,
): Promise<void> {
  const claimed = readClaims(receipt);
  if (!claimed) return;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const isSame =
    services.integrity === 'crc64nvme'
      ? claimed.crc64nvme === (await crcOfWhole(parts))
      : claimed.etag === (await etagOfWhole(parts, claimed.etag, services, signal));
  if (claimed.size === size && isSame) return;
  throw new UploadError('corrupted', 'The receipt is not about the bytes that were read.');
}

/**
 * Of several parts the MD5 of their MD5s, one after the other: in hex (Swift's Static Large Objects), or in binary and
 * followed by their number (S3's multipart uploads).
 */
async function etagOfWhole(
  parts: readonly PartRecord[],
  claimed: string,
  { hasher }: Pick<HashServices, 'hasher'>,
  signal: AbortSignal,
): Promise<string> {
  const [first, ...rest] = parts.map(({ etag }) => etag);
  if (first === undefined || rest.length === 0) return first ?? '';
  const md5s = [first, ...rest];
  if (!claimed.includes('-')) return hasher.md5(new Blob(md5s), signal);
  return `${await hasher.md5(new Blob(md5s.map(fromHex)), signal)}-${parts.length}`;
}

/** What combines them is loaded where it is needed: with most storage it never is. */
async function crcOfWhole(parts: readonly PartRecord[]): Promise<string> {
  const { combineCrc64 } = await laterCode(import('../hashing/crc64-combine.js'));
  return combineCrc64(parts.map(({ etag: crc, size }) => ({ crc, size })));
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

interface Claims {
  readonly size: number;
  readonly etag: string;
  readonly crc64nvme?: string;
}

/** The payload of a compact JWS (RFC 7515 §3.1). Read as Latin-1: names come out wrong, and are not looked at. */
function readClaims(receipt: string): Claims | undefined {
  const payload = receipt.split('.')[1] ?? '';
  try {
    const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const { upload } = JSON.parse(json) as { upload?: Partial<Claims> };
    const { size, etag } = upload ?? {};
    if (size === undefined || typeof etag !== 'string') return undefined;
    return { ...upload, size, etag };
  } catch {
    return undefined;
  }
}
