/**
 * MD5 of up to four streams at once (./md5-module.ts): nearly twice as fast as one after the other.
 *
 * Lanes move together. So each waits, with what it has read, for the others that are reading; a moment only, for one of
 * them may be on a slow disk. What cannot go together goes by itself.
 *
 * @module
 */
import { createLanes } from '../flow/lanes.js';
import { createMd5Core, type Load, type Md5Core } from './md5-core.js';
import { BLOCK, LANES } from './md5-memory.js';

/** See the module comment. */
export interface Md5Lanes {
  /**
   * The MD5 as lower-case hexadecimal digits. Each chunk but the last must be a multiple of 64 bytes. Nothing is read
   * before there is a lane. Rejects with what reading rejects with, or the signal's reason.
   */
  hash(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<string>;
}

/**
 * Milliseconds that lanes wait for one that is reading, once: until it comes again it is not waited for. Reading a chunk takes
 * one or two.
 */
const PATIENCE = 20;

/** Makes the lanes. Rejects where the policy of the page, or an old browser, does not allow WebAssembly. */
export async function createMd5Lanes(): Promise<Md5Lanes> {
  const core = await createMd5Core();
  const turns = createLanes(LANES);
  const idle = Array.from({ length: LANES }, (_, lane) => lane);
  const convoy = createConvoy(core);

  async function hashIn(lane: number, chunks: AsyncIterable<Uint8Array>): Promise<string> {
    let size = 0;
    let rest: Uint8Array = new Uint8Array();
    core.reset(lane);
    convoy.join(lane);
    for await (const chunk of chunks) {
      if (rest.length > 0) throw new RangeError('a chunk before the last is no whole block');
      const whole = chunk.length - (chunk.length % BLOCK);
      if (whole > 0) await convoy.take(lane, chunk.subarray(0, whole));
      rest = chunk.slice(whole);
      size += chunk.length;
    }
    return core.digest(lane, rest, size);
  }
  return {
    async hash(chunks, signal) {
      const release = await turns.acquire({}, signal);
      const [lane = 0] = idle.splice(-1);
      try {
        return await hashIn(lane, chunks);
      } finally {
        idle.push(lane);
        release();
        convoy.leave(lane);
      }
    },
  };
}

/** Those who wait for each other. */
interface Convoy {
  /** From now on the lane is waited for. */
  join(lane: number): void;
  /** Resolves when the bytes, whole blocks, are in the lane's state. */
  take(lane: number, bytes: Uint8Array): Promise<void>;
  /** The lane is not waited for any more. */
  leave(lane: number): void;
}

function createConvoy(core: Md5Core): Convoy {
  const waiting = new Map<Load, () => void>();
  /** Those who are on time: they are waiting, or will be in a moment. */
  const expected = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function finish(): void {
    for (const [load, done] of waiting) {
      if (load.taken < load.bytes.length) continue;
      waiting.delete(load);
      done();
    }
  }
  /** Who is not here now is late. */
  function goAlone(): void {
    expected.clear();
    for (const load of waiting.keys()) {
      expected.add(load.lane);
      core.takeAll(load);
    }
    finish();
  }
  function go(): void {
    clearTimeout(timer);
    while (waiting.size === LANES) {
      core.takeFour([...waiting.keys()]);
      finish();
    }
    if (waiting.size === 0) return;
    if (waiting.size === expected.size) goAlone();
    else timer = setTimeout(goAlone, PATIENCE);
  }
  return {
    join(lane) {
      expected.add(lane);
    },
    take: (lane, bytes) =>
      new Promise((done) => {
        expected.add(lane);
        waiting.set({ lane, bytes, taken: 0 }, done);
        go();
      }),
    leave(lane) {
      expected.delete(lane);
      clearTimeout(timer);
      // Not before somebody who waited for a lane has this one.
      timer = setTimeout(go);
    },
  };
}
