/**
 * Small tools for work that runs side by side: a bound on how much at once, room for others in between, and turns for what
 * must not overlap.
 *
 * @module
 */

/**
 * Like `Promise.all(items.map(work))`, at most `limit` at a time; no lane waits for a slower one. After the first failure
 * nothing new is begun. Others have the event loop every few milliseconds, though the work waits for nothing.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const rest = restful();
  const lane = async (): Promise<void> => {
    try {
      for (const [index, item] of entries) {
        results[index] = await work(item);
        await rest();
      }
    } catch (error) {
      // Used up, so that the other lanes find nothing more to begin.
      Array.from(entries);
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
): Promise<R[]> {
  const keys = items.map(keyOf);
  const first = new Map<string, T>();
  for (const [index, item] of items.entries()) {
    const key = keys[index] ?? '';
    if (!first.has(key)) first.set(key, item);
  }
  const done = new Map<string, R>();
  await mapBounded([...first], limit, async ([key, item]) => {
    done.set(key, await work(item));
  });
  return keys.flatMap((key) => (done.has(key) ? [done.get(key) as R] : []));
}

/** Milliseconds of work after which others have a turn. */
const SLICE = 5;

/** Waits for the next turn of the event loop, for all who ask together, when the slice is used up. */
function restful(): () => Promise<void> {
  let since = performance.now();
  let resting: Promise<void> | undefined;
  return () => {
    if (!resting && performance.now() - since < SLICE) return Promise.resolve();
    resting ??= nextTurn().then(() => {
      resting = undefined;
      since = performance.now();
    });
    return resting;
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
