/**
 * MD5 in WebAssembly: four messages, each in a lane of its own, that are taken on together or one by one.
 *
 * @module
 */
import { BLOCK, bufferOf, CAPACITY, prepareMemory, resetLane, stateOf } from './md5-memory.js';
import { md5Module, type Md5Exports } from './md5-module.js';

/** Whole blocks on their way into a lane. */
export interface Load {
  readonly lane: number;
  readonly bytes: Uint8Array;
  /** Bytes that are taken. */
  taken: number;
}

/** See the module comment. */
export interface Md5Core {
  /** Begins a message. */
  reset(lane: number): void;
  /** Takes as much of all four as each of them has, or as fits. */
  takeFour(loads: readonly Load[]): void;
  /** Takes all of one. */
  takeAll(load: Load): void;
  /** Ends the message with these bytes, less than a block; `size` is that of all. Lower-case hexadecimal digits. */
  digest(lane: number, rest: Uint8Array, size: number): string;
}

/** Compiles the module. Rejects where the policy of the page, or an old browser, does not allow it. */
export async function createMd5Core(): Promise<Md5Core> {
  const { instance } = await WebAssembly.instantiate(md5Module());
  const { memory, one, four } = instance.exports as unknown as Md5Exports;
  prepareMemory(memory);
  const bytes = new Uint8Array(memory.buffer);

  /** Copies as much of each as all have; returns how many blocks that are. */
  function copy(loads: readonly Load[]): number {
    const size = Math.min(CAPACITY, ...loads.map((load) => load.bytes.length - load.taken));
    for (const load of loads) {
      const end = load.taken + size;
      bytes.set(load.bytes.subarray(load.taken, end), bufferOf(load.lane));
      load.taken = end;
    }
    return size / BLOCK;
  }
  return {
    reset(lane) {
      resetLane(memory, lane);
    },
    takeFour(loads) {
      four(copy(loads));
    },
    takeAll(load) {
      while (load.taken < load.bytes.length) one(load.lane, copy([load]));
    },
    /** RFC 1321 §3.1, §3.2: a one, zeros, and the length in bits. */
    digest(lane, rest, size) {
      const end = Math.ceil((rest.length + 9) / BLOCK) * BLOCK;
      const buffer = bytes.subarray(bufferOf(lane), bufferOf(lane) + end);
      buffer.fill(0);
      buffer.set(rest);
      buffer[rest.length] = 0x80;
      new DataView(memory.buffer).setBigUint64(bufferOf(lane) + end - 8, BigInt(size) * 8n, true);
      one(lane, end / BLOCK);
      return stateOf(memory, lane);
    },
  };
}
