/**
 * CRC-64/NVME, as S3 computes it of every object that comes without a checksum: of a few bytes, and of a whole from its
 * parts' alone. A CRC is a remainder, so that appending n bytes multiplies it by x^(8n), modulo the polynomial (as zlib's
 * `crc32_combine`). Bits are reversed: the highest stands for x^0. It tells accidents, no forger.
 *
 * @module
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { encode, fromBase64 } from '../../runtime/encode.js';

/** A polynomial of degree below 64, in halves of 32 bits: `BigInt` takes a quarter of a second for 10 000 parts. */
type Polynomial = readonly [high: number, low: number];

/** 0xAD93D23594C93659 with its bits reversed (NVM Express NVM Command Set Specification 1.0 §5.2.1.3.4). */
const REVERSED: Polynomial = [0x9a6c9329, 0xac4bc9b5];

/** One part. */
export interface CrcPart {
  /** 16 hex digits. */
  readonly crc: string;
  /** Bytes. */
  readonly size: number;
}

/** 16 lower-case hex digits. A bit at a time: for what is small. */
export function crc64nvme(bytes: Uint8Array): string {
  let crc: Polynomial = [-1, -1];
  for (const byte of bytes) {
    crc = [crc[0], crc[1] ^ byte];
    for (let bit = 0; bit < 8; bit += 1) crc = timesX(crc);
  }
  return toHex([~crc[0], ~crc[1]]);
}

/** The same of parts in a row; of none, that of no bytes. */
export function combineCrc64nvme(parts: readonly CrcPart[]): string {
  const shifts = new Map<number, Polynomial>();
  let whole: Polynomial = [0, 0];
  for (const { crc, size } of parts) {
    // Parts have one size, but for the last.
    const shift = shifts.get(size) ?? shiftOf(size);
    shifts.set(size, shift);
    const [high, low] = multiply(whole, shift);
    whole = [high ^ Number.parseInt(crc.slice(0, 8), 16), low ^ Number.parseInt(crc.slice(8), 16)];
  }
  return toHex(whole);
}

/** S3 writes checksums in Base64, the highest byte first. */
export function crcToBase64(crc: string): string {
  return encode(hexToBytes(crc), 'base64');
}

/** In hex; undefined for what is none, such as a checksum of checksums, which ends in `-` and the number of parts. */
export function crcFromBase64(base64: string | null | undefined): string | undefined {
  if (!/^[A-Za-z0-9+/]{11}=$/.test(base64 ?? '')) return undefined;
  return bytesToHex(fromBase64(base64 ?? ''));
}

/** x^(8 · bytes), by squaring. Sizes go beyond 32 bits, so they are halved by division. */
function shiftOf(bytes: number): Polynomial {
  let power: Polynomial = [1 << 23, 0];
  let product: Polynomial = [1 << 31, 0];
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product = multiply(product, power);
    power = multiply(power, power);
  }
  return product;
}

function multiply(a: Polynomial, b: Polynomial): Polynomial {
  let factor = b;
  let [high, low] = [0, 0];
  for (let bit = 0; bit < 64; bit += 1) {
    if (((a[bit < 32 ? 0 : 1] << (bit % 32)) & (1 << 31)) !== 0) {
      high ^= factor[0];
      low ^= factor[1];
    }
    factor = timesX(factor);
  }
  return [high, low];
}

function timesX([high, low]: Polynomial): Polynomial {
  const isOver = (low & 1) === 1;
  return [
    (high >>> 1) ^ (isOver ? REVERSED[0] : 0),
    ((low >>> 1) | (high << 31)) ^ (isOver ? REVERSED[1] : 0),
  ];
}

function toHex(polynomial: Polynomial): string {
  return polynomial.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
