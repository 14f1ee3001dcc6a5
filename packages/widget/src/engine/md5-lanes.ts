/**
 * MD5 of up to four streams at once, in the lanes of one WebAssembly module (./md5-module.ts): twice as fast as one after the other.
 *
 * Lanes move together. So each waits, with what it has read, for the others that are reading; a moment only, for one of
 * them may be on a slow disk. What cannot go together goes by itself.
 *
 * @module
 */
import { createLanes } from './lanes.js';
import {
  BLOCK,
  bufferOf,
  CAPACITY,
  LANES,
  md5Module,
  prepareMemory,
  resetLane,
  stateOf,
  type Md5Exports,
} from './md5-module.js';

/** See the module comment. */
export interface Md5Lanes {
  /**
   * The MD5 as lower-case hexadecimal digits. Each chunk but the last must be a multiple of 64 bytes. Nothing is read
   * before there is a lane. Rejects with what reading rejects with, or the signal's reason.
   */
  hash(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<string>;
}

/** Milliseconds that lanes wait for one that is reading. Reading a slice takes two or three. */
const PATIENCE = 20;

/** A lane's whole blocks, on their way into its state. */
interface Load {
  readonly lane: number;
  readonly bytes: Uint8Array;
  taken: number;
  readonly done: () => void;
}

/** Compiles the module. Rejects where the policy of the page, or an old browser, does not allow it. */
export async function createMd5Lanes(): Promise<Md5Lanes> {
  const { instance } = await WebAssembly.instantiate(md5Module());
  const { memory, one, four } = instance.exports as unknown as Md5Exports;
  prepareMemory(memory);
  const bytes = new Uint8Array(memory.buffer);
  const turns = createLanes(LANES);
  const idle = Array.from({ length: LANES }, (_, lane) => lane);
  const loads = new Map<number, Load>();
  let patience: ReturnType<typeof setTimeout> | undefined;

  /** Copies as many blocks of each load as all have, and says how many that are. */
  function copy(some: readonly Load[]): number {
    const size = Math.min(CAPACITY, ...some.map((load) => load.bytes.length - load.taken));
    for (const load of some) {
      const end = load.taken + size;
      bytes.set(load.bytes.subarray(load.taken, end), bufferOf(load.lane));
      load.taken = end;
    }
    return size / BLOCK;
  }
  function finish(): void {
    for (const load of loads.values()) {
      if (load.taken < load.bytes.length) continue;
      loads.delete(load.lane);
      load.done();
    }
  }
  /** As far as all lanes go together. */
  function goTogether(): void {
    while (loads.size === LANES) {
      four(copy([...loads.values()]));
      finish();
    }
  }
  function goAlone(): void {
    for (const load of loads.values()) {
      while (load.taken < load.bytes.length) one(load.lane, copy([load]));
    }
    finish();
  }
  /** After each load that came, and each lane that was left. */
  function go(): void {
    clearTimeout(patience);
    goTogether();
    if (loads.size === 0) return;
    if (loads.size === LANES - idle.length && idle.length > 0) goAlone();
    else patience = setTimeout(goAlone, PATIENCE);
  }
  function take(lane: number, whole: Uint8Array): Promise<void> {
    return new Promise((done) => {
      loads.set(lane, { lane, bytes: whole, taken: 0, done });
      go();
    });
  }
  /** RFC 1321 §3.1, §3.2: a one, zeros, and the length in bits. */
  function digest(lane: number, rest: Uint8Array, size: number): string {
    const end = Math.ceil((rest.length + 9) / BLOCK) * BLOCK;
    const buffer = bytes.subarray(bufferOf(lane), bufferOf(lane) + end);
    buffer.fill(0);
    buffer.set(rest);
    buffer[rest.length] = 0x80;
    new DataView(memory.buffer).setBigUint64(bufferOf(lane) + end - 8, BigInt(size) * 8n, true);
    one(lane, end / BLOCK);
    return stateOf(memory, lane);
  }
  async function hashIn(lane: number, chunks: AsyncIterable<Uint8Array>): Promise<string> {
    let size = 0;
    let rest: Uint8Array = new Uint8Array();
    resetLane(memory, lane);
    for await (const chunk of chunks) {
      if (rest.length > 0) throw new RangeError('a chunk before the last is no whole block');
      const whole = chunk.length - (chunk.length % BLOCK);
      if (whole > 0) await take(lane, chunk.subarray(0, whole));
      rest = chunk.slice(whole);
      size += chunk.length;
    }
    return digest(lane, rest, size);
  }
  return {
    async hash(chunks, signal) {
      const release = await turns.acquire({}, signal);
      const lane = idle.pop()!;
      try {
        return await hashIn(lane, chunks);
      } finally {
        idle.push(lane);
        release();
        // Not before somebody who waited for a lane has this one.
        clearTimeout(patience);
        patience = setTimeout(go);
      }
    },
  };
}
