/**
 * CRC-64/NVME by other code than the product's, as storage's would be: hash-wasm's with that polynomial.
 *
 * @module
 */
import { createCRC64 } from 'hash-wasm';

/** In Base64, as S3 writes it. */
export async function crcOf(bytes: Uint8Array): Promise<string> {
  const crc = await createCRC64('9a6c9329ac4bc9b5');
  return Buffer.from(crc.init().update(bytes).digest('hex'), 'hex').toString('base64');
}
