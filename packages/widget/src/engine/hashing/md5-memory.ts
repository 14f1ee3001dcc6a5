/**
 * What is where in the memory of the MD5 module (./md5-module.ts): the states of the lanes, the constants, a buffer for each lane.
 *
 * @module
 */

/** Messages that are hashed at once. */
export const LANES = 4;
/** Bytes of a message that are hashed in one call, at most; a whole number of blocks. */
export const CAPACITY = 64 * 1024;
/** Bytes of a block. */
export const BLOCK = 64;

/** The address of a lane's buffer. */
export const bufferOf = (lane: number): number => (lane + 1) * CAPACITY;

/** The four words of the state, each for all lanes, are at 0; a table of the steps' constants, each for all lanes, follows. */
export const TABLE = 64;
const STEPS = 64;
/** RFC 1321 §3.3. */
const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];

/** RFC 1321 §3.4, step 4: `floor(2³² · |sin i|)`; what is behind the point goes when it is written. */
export const constantOf = (step: number): number => Math.abs(Math.sin(step + 1)) * 2 ** 32;

/** Writes what the module expects in its memory. */
export function prepareMemory({ buffer }: WebAssembly.Memory): void {
  const table = new Uint32Array(buffer, TABLE, STEPS * LANES);
  table.forEach((_, index) => (table[index] = constantOf(Math.floor(index / LANES))));
}

/** Begins a message in the lane. */
export function resetLane({ buffer }: WebAssembly.Memory, lane: number): void {
  const state = new Uint32Array(buffer, 0, INITIAL.length * LANES);
  INITIAL.forEach((word, index) => (state[index * LANES + lane] = word));
}

/** The lane's state as hexadecimal digits, the low byte of each word first. */
export function stateOf({ buffer }: WebAssembly.Memory, lane: number): string {
  const state = new DataView(buffer);
  return INITIAL.map((_, index) => state.getUint32((index * LANES + lane) * 4))
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}
