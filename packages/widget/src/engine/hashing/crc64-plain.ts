/**
 * CRC-64/NVME in plain JavaScript, for pages whose CSP forbids WebAssembly: eight bytes at a time ("slicing by 8", Intel
 * 2006) over tables of 32-bit halves, because `BigInt` is far too slow for it.
 *
 * @module
 */
import type { Hash } from './hash-code.js';

/** 0xAD93D23594C93659 with its bits reversed (NVM Express NVM Command Set Specification 1.0 §5.2.1.3.4), in halves. */
const POLYNOMIAL = { high: 0x9a6c9329, low: 0xac4bc9b5 } as const;

/** Of eight tables in a row, by byte. */
interface Tables {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** A fresh one. */
export function createCrc64(): Hash {
  const tables = makeTables();
  let high = -1;
  let low = -1;
  return {
    update(bytes) {
      // Words are read in the machine's order, which is little-endian wherever there are browsers.
      const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
      const whole = aligned.length - (aligned.length % 8);
      const words = new Int32Array(aligned.buffer, aligned.byteOffset, whole / 4);
      [high, low] = addWords(tables, words, high, low);
      for (const byte of aligned.subarray(whole)) {
        const index = (low ^ byte) & 255;
        low = ((low >>> 8) | (high << 24)) ^ at(tables.low, index);
        high = (high >>> 8) ^ at(tables.high, index);
      }
    },
    digest: () => hex(~high) + hex(~low),
  };
}

/** Pairs of words, each lower half first. */
function addWords(
  { high: highs, low: lows }: Tables,
  words: Int32Array,
  high: number,
  low: number,
): [high: number, low: number] {
  for (let next = 0; next < words.length; next += 2) {
    const a = low ^ at(words, next);
    const b = high ^ at(words, next + 1);
    const i7 = 0x700 | (a & 255);
    const i6 = 0x600 | ((a >>> 8) & 255);
    const i5 = 0x500 | ((a >>> 16) & 255);
    const i4 = 0x400 | (a >>> 24);
    const i3 = 0x300 | (b & 255);
    const i2 = 0x200 | ((b >>> 8) & 255);
    const i1 = 0x100 | ((b >>> 16) & 255);
    const i0 = b >>> 24;
    low = at(lows, i7) ^ at(lows, i6) ^ at(lows, i5) ^ at(lows, i4);
    low ^= at(lows, i3) ^ at(lows, i2) ^ at(lows, i1) ^ at(lows, i0);
    high = at(highs, i7) ^ at(highs, i6) ^ at(highs, i5) ^ at(highs, i4);
    high ^= at(highs, i3) ^ at(highs, i2) ^ at(highs, i1) ^ at(highs, i0);
  }
  return [high, low];
}

/** The first table by long division of each byte, each further one a byte on from the one before. */
function makeTables(): Tables {
  const high = new Int32Array(0x800);
  const low = new Int32Array(0x800);
  for (let index = 0; index < 0x100; index += 1) {
    let [h, l] = [0, index];
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = (l & 1) === 1;
      l = ((l >>> 1) | (h << 31)) ^ (isOdd ? POLYNOMIAL.low : 0);
      h = (h >>> 1) ^ (isOdd ? POLYNOMIAL.high : 0);
    }
    high[index] = h;
    low[index] = l;
  }
  for (let index = 0x100; index < 0x800; index += 1) {
    const [h, l] = [at(high, index - 0x100), at(low, index - 0x100)];
    high[index] = (h >>> 8) ^ at(high, l & 255);
    low[index] = ((l >>> 8) | (h << 24)) ^ at(low, l & 255);
  }
  return { high, low };
}

function at(table: Int32Array, index: number): number {
  return table[index] as number;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
