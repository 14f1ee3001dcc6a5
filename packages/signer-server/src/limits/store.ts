/**
 * Where the counts of limits are kept: the port, and the one that keeps them in this process.
 *
 * @module
 */
// By their own files: the index reaches for `cluster` and `crypto`, which not every runtime has.
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Rate } from './rate.js';

/** What became of an attempt to take something. */
export type Taken =
  | { readonly ok: true }
  /** Nothing was taken: so much is left, and in so many seconds (at least 1) there is all of it again. */
  | { readonly ok: false; readonly left: number; readonly retryAfter: number };

/** Counts of one limit, each key for itself. */
export interface Counter {
  /** All of it or nothing. */
  take(key: string, amount: number): Promise<Taken>;
  /** What was taken and not used. */
  giveBack(key: string, amount: number): Promise<void>;
}

/** Keeps counts. */
export interface LimitStore {
  /** @param name - of the limit; equal names share their counts. */
  counter(name: string, rate: Rate): Counter;
  /** Lets go of connections. */
  close(): Promise<void>;
}

/** In this process: right for one signer; of several, each counts for itself. */
export function memoryStore(): LimitStore {
  return {
    counter: (name, rate) =>
      flexibleCounter(
        new RateLimiterMemory({ keyPrefix: name, points: rate.amount, duration: rate.window }),
      ),
    close: () => Promise.resolve(),
  };
}

/** A limiter of `rate-limiter-flexible`; its windows are fixed, so that refusals do not put off the next one. */
export function flexibleCounter(limiter: RateLimiterAbstract): Counter {
  const refused = (used: number, wait: number): Taken => ({
    ok: false,
    left: Math.max(0, limiter.points - used),
    retryAfter: Math.max(1, Math.ceil(wait / 1000)),
  });
  return {
    take: async (key, amount) => {
      // Looked at first: the library counts also what it refuses, and one file that is too much would use up the
      // window. Giving back, which could reach into the next window, is then for races only.
      const before = await limiter.get(key);
      const used = before?.consumedPoints ?? 0;
      if (used + amount > limiter.points) return refused(used, before?.msBeforeNext ?? 0);
      try {
        await limiter.consume(key, amount);
        return { ok: true };
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const { consumedPoints, msBeforeNext } = await limiter.reward(key, amount);
        return refused(consumedPoints, msBeforeNext);
      }
    },
    giveBack: async (key, amount) => {
      // After the end of its window there is nothing to give back to.
      if (amount > 0 && (await limiter.get(key))) await limiter.reward(key, amount);
    },
  };
}
