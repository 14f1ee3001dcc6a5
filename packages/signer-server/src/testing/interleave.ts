/**
 * Two pieces of work over one storage in every order that matters: the first stops before its i-th request, the second runs
 * up to its j-th, the first runs to its end, and then the second does.
 *
 * @module
 */
/** What storage is asked by: `fetch`, or a bucket's `send`. */
type Ask<A extends readonly unknown[], R> = (...asked: A) => Promise<R>;

/** One of the two; all that it asks of storage goes through `ask`. */
export type Work<A extends readonly unknown[], R> = (ask: Ask<A, R>) => Promise<unknown>;

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
 * @param ask - reaches storage
 * @returns how both ended; undefined if the first ended before it came to its stop.
 */
export async function interleave<A extends readonly unknown[], R>(
  ask: Ask<A, R>,
  [first, second]: readonly [Work<A, R>, Work<A, R>],
  stops: Stops,
): Promise<Ends | undefined> {
  const isFirstOver = Promise.withResolvers<undefined>();
  const isSecondAtStop = Promise.withResolvers<undefined>();
  const begun: Promise<unknown>[] = [];
  const gatedSecond = stopping(ask, stops.second, () => {
    isSecondAtStop.resolve(undefined);
    return isFirstOver.promise;
  });
  const gatedFirst = stopping(ask, stops.first, async () => {
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
function stopping<A extends readonly unknown[], R>(
  ask: Ask<A, R>,
  at: number,
  pause: () => Promise<unknown>,
): Ask<A, R> {
  let count = 0;
  return async (...asked) => {
    const number = count;
    count += 1;
    if (number === at) await pause();
    return ask(...asked);
  };
}
