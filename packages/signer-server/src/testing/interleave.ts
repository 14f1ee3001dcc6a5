/**
 * Two pieces of work over one storage in every order that matters: the first stops before its i-th request, the second runs
 * up to its j-th, the first runs to its end, and then the second does.
 *
 * @module
 */
import type { Fetch } from '../storage/swift/http.js';

/** One of the two; all that it asks of storage goes through `fetch`. */
export type Work = (fetch: Fetch) => Promise<unknown>;

/** How both ended. */
export interface Ends {
  readonly first: PromiseSettledResult<unknown>;
  readonly second: PromiseSettledResult<unknown>;
}

/** Where each of the two stops; counted from 0. */
export interface Stops {
  readonly first: number;
  readonly second: number;
}

/**
 * @param fetch - reaches storage
 * @returns how both ended; undefined if the first ended before it came to its stop.
 */
export async function interleave(
  fetch: Fetch,
  [first, second]: readonly [Work, Work],
  stops: Stops,
): Promise<Ends | undefined> {
  const isFirstOver = Promise.withResolvers<undefined>();
  const isSecondAtStop = Promise.withResolvers<undefined>();
  const begun: Promise<unknown>[] = [];
  const gatedSecond = stopping(fetch, stops.second, () => {
    isSecondAtStop.resolve(undefined);
    return isFirstOver.promise;
  });
  const gatedFirst = stopping(fetch, stops.first, async () => {
    const work = second(gatedSecond);
    begun.push(work);
    await Promise.race([isSecondAtStop.promise, Promise.allSettled([work])]);
  });
  const [firstEnd] = await Promise.allSettled([first(gatedFirst)]);
  isFirstOver.resolve(undefined);
  const [secondEnd] = await Promise.allSettled(begun);
  return secondEnd && { first: firstEnd, second: secondEnd };
}

/** Waits for `pause` before the request of that number. */
function stopping(fetch: Fetch, at: number, pause: () => Promise<unknown>): Fetch {
  let count = 0;
  return async (url, init) => {
    const number = count;
    count += 1;
    if (number === at) await pause();
    return fetch(url, init);
  };
}
