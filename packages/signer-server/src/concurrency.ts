/**
 * Small tools for work that runs side by side: a bound on how much at once, room for others in between, and turns for what
 * must not overlap.
 *
 * @module
 */

/**
 * Like `Promise.all(items.map(work))`, at most `limit` at a time; no lane waits for a slower one. After the first failure
 * nothing new is begun. Others have the event loop every few milliseconds, though the work waits for nothing.
 *
 * @param turns - shared with other work that goes on at the same time, so that all of it together gives way
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
  turns: Turns = fairTurns(),
): Promise<R[]> {
  const results: R[] = [];
  const left = [...items.entries()].reverse();
  const lane = async (): Promise<void> => {
    try {
      for (let entry = left.pop(); entry; entry = left.pop()) {
        const [index, item] = entry;
        results[index] = await work(item);
        // Whoever has nothing more to do keeps nobody waiting.
        if (left.length > 0) await turns.rest();
      }
    } catch (error) {
      // The other lanes find nothing more to begin.
      left.length = 0;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}

/**
 * {@link mapBounded} of a list in which some are the same: the work is done once, and each of them has its result.
 *
 * @param keyOf - equal for those that are the same
 */
export async function mapDistinct<T, R>(
  items: readonly T[],
  limit: number,
  keyOf: (item: T) => string,
  work: (item: T) => Promise<R>,
  turns?: Turns,
): Promise<R[]> {
  const keys = items.map(keyOf);
  const first = new Map<string, T>();
  for (const [index, item] of items.entries()) {
    const key = keys[index] ?? '';
    if (!first.has(key)) first.set(key, item);
  }
  const done = new Map<string, R>();
  const once = async ([key, item]: readonly [string, T]): Promise<void> => {
    done.set(key, await work(item));
  };
  await mapBounded([...first], limit, once, turns);
  return keys.flatMap((key) => (done.has(key) ? [done.get(key) as R] : []));
}

/** Milliseconds of work after which others have a turn. */
const SLICE = 5;

/** Shares the event loop among pieces of work that never wait for anything else. */
export interface Turns {
  /** To be awaited after each piece; resolves at once while there is time left in this turn of the event loop. */
  readonly rest: () => Promise<void>;
}

/**
 * Whoever rests goes on one after the other, as many in one turn of the event loop as a slice of time has room for: most of
 * them soon wait for something else.
 *
 * @param now - milliseconds
 */
export function fairTurns(now: () => number = () => performance.now()): Turns {
  const waiting: (() => void)[] = [];
  let since = now();
  const hasTime = (): boolean => now() - since < SLICE;
  const begin = (): void => {
    since = now();
    release();
  };
  const release = (): void => {
    waiting.shift()?.();
    // After the one that goes on now has come to its next wait.
    if (waiting.length > 0) queueMicrotask(goOn);
  };
  const goOn = (): void => {
    if (hasTime()) release();
    else void nextTurn().then(begin);
  };
  return {
    rest: () => {
      if (waiting.length === 0 && hasTime()) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) void nextTurn().then(begin);
      });
    },
  };
}

/** After what is ready to be read has been. Not every runtime has `setImmediate`, and timers of browsers wait longer. */
function nextTurn(): Promise<void> {
  const { setImmediate: immediate } = globalThis as { setImmediate?: (then: () => void) => void };
  return new Promise((resolve) => {
    if (immediate) immediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/** Runs work one after the other where the name is the same. */
export type KeyedLock = <R>(name: string, work: () => Promise<R>) => Promise<R>;

/** The names that nobody waits for are forgotten. */
export function keyedLock(): KeyedLock {
  const last = new Map<string, Promise<void>>();
  return async (name, work) => {
    const before = last.get(name);
    let free = (): void => undefined;
    const mine = new Promise<void>((resolve) => {
      free = resolve;
    });
    last.set(name, mine);
    try {
      await before;
      return await work();
    } finally {
      free();
      if (last.get(name) === mine) last.delete(name);
    }
  };
}
