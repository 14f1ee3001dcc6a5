/**
 * The CRC-64/NVME of a whole from those of its parts, without its bytes: a CRC is a remainder, so that appending n bytes
 * multiplies it by x^(8n), modulo the polynomial (as zlib's `crc32_combine`). Bits are reversed: the highest stands for x^0.
 *
 * @module
 */

/** A polynomial of degree below 64, in halves. */
type Polynomial = readonly [high: number, low: number];

/** One part. */
export interface CrcPart {
  /** 16 hex digits. */
  readonly crc: string;
  /** Bytes. */
  readonly size: number;
}

/** 16 lower-case hex digits; of no parts, that of no bytes. */
export function combineCrc64(parts: readonly CrcPart[]): string {
  const shifts = new Map<number, Polynomial>();
  let [high, low]: Polynomial = [0, 0];
  for (const { crc, size } of parts) {
    // Parts have one size, but for the last.
    const shift = shifts.get(size) ?? shiftOf(size);
    shifts.set(size, shift);
    [high, low] = multiply([high, low], shift);
    high ^= Number.parseInt(crc.slice(0, 8), 16);
    low ^= Number.parseInt(crc.slice(8), 16);
  }
  return hex(high) + hex(low);
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
  let [high, low] = b;
  let [productHigh, productLow] = [0, 0];
  for (let bit = 0; bit < 64; bit += 1) {
    if (((a[bit < 32 ? 0 : 1] << (bit % 32)) & (1 << 31)) !== 0) {
      productHigh ^= high;
      productLow ^= low;
    }
    const isOdd = (low & 1) === 1;
    low = ((low >>> 1) | (high << 31)) ^ (isOdd ? 0xac4bc9b5 : 0);
    high = (high >>> 1) ^ (isOdd ? 0x9a6c9329 : 0);
  }
  return [productHigh, productLow];
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
