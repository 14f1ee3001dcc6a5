/**
 * Shares a fixed number of connections fairly among everything that sends; and walks a list with
 * several lanes at once, none of which waits for its slowest neighbour.
 *
 * @module
 */

/** A counted resource. */
export interface Lanes {
  /**
   * Resolves with the function that gives the connection back (calling it twice does nothing). Owners take turns, each
   * in the order it asked: a file of a thousand parts does not keep a hundred small files waiting.
   */
  acquire(owner: object, signal: AbortSignal): Promise<() => void>;
}

/** `width` connections. Browsers open at most six per host over HTTP/1.1, which is what Swift speaks. */
export function createLanes(width: number): Lanes {
  const line = createLine();
  let free = width;

  function giver(): () => void {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      // Handed over, not counted back: nobody may slip in between.
      if (!line.callNext()) free += 1;
    };
  }
  return {
    async acquire(owner, signal) {
      signal.throwIfAborted();
      if (free > 0) free -= 1;
      else await line.join(owner, signal);
      return giver();
    },
  };
}

interface Line {
  /** Resolves when called; leaves when the signal fires. */
  join(owner: object, signal: AbortSignal): Promise<void>;
  /** False if nobody waits. */
  callNext(): boolean;
}

/** Those who wait, by owner; the owner whose turn is next stands first. */
function createLine(): Line {
  const waiting = new Map<object, (() => void)[]>();

  function leave(owner: object, go: () => void): void {
    const own = (waiting.get(owner) ?? []).filter((other) => other !== go);
    if (own.length > 0) waiting.set(owner, own);
    else waiting.delete(owner);
  }
  return {
    join: (owner, signal) =>
      new Promise((resolve, reject) => {
        const go = (): void => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        const giveUp = (): void => {
          leave(owner, go);
          reject(signal.reason as Error);
        };
        waiting.set(owner, [...(waiting.get(owner) ?? []), go]);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
    callNext() {
      for (const [owner, [go, ...rest]] of waiting) {
        // To the back of the line: a Map keeps the order of insertion.
        waiting.delete(owner);
        if (rest.length > 0) waiting.set(owner, rest);
        if (!go) continue;
        go();
        return true;
      }
      return false;
    },
  };
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
