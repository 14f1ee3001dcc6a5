/**
 * Two small tools for work that runs side by side: a bound on how much at once, and turns for what must not overlap.
 *
 * @module
 */

/**
 * Like `Promise.all(items.map(work))`, at most `limit` at a time; no lane waits for a slower one. After the first failure
 * nothing new is begun.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const lane = async (): Promise<void> => {
    try {
      for (const [index, item] of entries) results[index] = await work(item);
    } catch (error) {
      // Used up, so that the other lanes find nothing more to begin.
      Array.from(entries);
      throw error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
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
