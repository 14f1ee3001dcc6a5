/**
 * Shares a fixed number of connections among everything that sends, first come, first served; and walks a list with
 * several lanes at once, none of which waits for its slowest neighbour.
 *
 * @module
 */

/** A counted resource. */
export interface Lanes {
  /** Resolves with the function that gives the connection back (calling it twice does nothing). */
  acquire(signal: AbortSignal): Promise<() => void>;
}

/** `width` connections. Browsers open at most six per host over HTTP/1.1, which is what Swift speaks. */
export function createLanes(width: number): Lanes {
  const waiting: (() => void)[] = [];
  let free = width;

  function giver(): () => void {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = waiting.shift();
      // Handed over, not counted back: nobody may slip in between.
      if (next) next();
      else free += 1;
    };
  }
  return {
    async acquire(signal) {
      signal.throwIfAborted();
      if (free > 0) free -= 1;
      else await turn(waiting, signal);
      return giver();
    },
  };
}

/** Waits in line; leaves it when the signal fires. */
function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(signal.reason as Error);
    };
    waiting.push(go);
    signal.addEventListener('abort', leave, { once: true });
  });
}

/**
 * Calls `work` for every item, `width` at a time, from one shared iterator. The first failure stops the others through
 * the signal they were given, and is what the promise rejects with.
 */
export async function forEachInLanes<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const shared = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = shared.next(); !next.done; next = shared.next()) {
      either.throwIfAborted();
      await work(next.value, either);
    }
  };
  const lanes = Array.from({ length: width }, async () => {
    try {
      await lane();
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  });
  await Promise.all(lanes);
}
