/**
 * A small pool of hashing workers: started when there is something to hash, let go when there has been nothing for a while,
 * and replaced now and then or when they fail.
 *
 * @module
 */

/** Idle time after which workers are let go, in milliseconds: their memory is worth more than a quick restart. */
const IDLE_LIMIT = 15_000;
/**
 * Bytes that a worker hashes before another takes its place. Its streams leave garbage, 16 to 20 MB for each GiB, which
 * Chromium 156 collects when it is 70 MB; with the worker it is gone at once. To start one takes 30 ms.
 */
const LIFE = 256 * 1024 * 1024;

/** One worker and what it is doing. */
interface Slot {
  readonly worker: Promise<Worker | null>;
  /** Uses under way. */
  load: number;
  /** Bytes. */
  left: number;
}

/** How the pool is made; tests pass their own `start`. */
export interface PoolOptions {
  /** Most workers at once that take on something new. */
  readonly workers: number;
  /** Bytes; default: 256 MiB. */
  readonly life?: number;
  readonly start: () => Promise<Worker | null>;
}

/** See the module comment. */
export interface WorkerPool {
  /**
   * Lends the calmest worker, to hash so many bytes with it; null where none can be had. Whoever finds that it does not work calls
   * `retire`: nobody gets it any more, and its share of the work is done without a worker until the next one would take its place.
   */
  use<T>(
    bytes: number,
    work: (worker: Worker | null, retire: () => void) => Promise<T>,
  ): Promise<T>;
  /** Lets all go. A job that is under way loses its worker. */
  close(): void;
}

/** Nothing is started before the first use. */
export function createWorkerPool({ workers, life = LIFE, start }: PoolOptions): WorkerPool {
  let slots: readonly Slot[] = [];
  let idle: ReturnType<typeof setTimeout> | undefined;

  function pick(): Slot {
    const open = slots.filter(({ left }) => left > 0);
    const calm = open.reduce<Slot | undefined>(
      (a, b) => (a && a.load <= b.load ? a : b),
      undefined,
    );
    if (calm && (calm.load === 0 || open.length >= workers)) return calm;
    const slot: Slot = { worker: start(), load: 0, left: life };
    slots = [...slots, slot];
    return slot;
  }
  function retire(slot: Slot): void {
    if (slot.left <= 0) return;
    slots = [...slots, { worker: Promise.resolve(null), load: 0, left: slot.left }];
    slot.left = 0;
  }
  function letGo(gone: readonly Slot[]): void {
    slots = slots.filter((slot) => !gone.includes(slot));
    for (const { worker } of gone) void worker.then((it) => it?.terminate());
  }
  function close(): void {
    clearTimeout(idle);
    letGo(slots);
  }
  return {
    close,
    async use(bytes, work) {
      clearTimeout(idle);
      const slot = pick();
      slot.load += 1;
      slot.left -= bytes;
      try {
        const retireThis = (): void => {
          retire(slot);
        };
        return await work(await slot.worker, retireThis);
      } finally {
        slot.load -= 1;
        letGo(slots.filter(({ load, left }) => load === 0 && left <= 0));
        clearTimeout(idle);
        if (slots.length > 0 && slots.every(({ load }) => load === 0))
          idle = setTimeout(close, IDLE_LIMIT);
      }
    },
  };
}
