/**
 * Swift's timestamps: seconds since 1970 with five decimals (`1795168323.92415`). Held as a whole number of 10 µs
 * ticks, so that comparing two of them is exact.
 *
 * @module
 */

/** Ticks of 10 µs since 1970. */
export type Timestamp = number;

/** Hands out timestamps that never repeat and never go backwards: the later request always has the larger one. */
export interface TimestampSource {
  next(): Timestamp;
  /** Makes every later timestamp larger than this one (used for what a former run left on disk). */
  observe(timestamp: Timestamp): void;
}

const TICKS_PER_MILLISECOND = 100;
const TICKS_PER_SECOND = 100_000;

/** @param now the clock, in milliseconds since 1970 */
export function createTimestampSource(now: () => number): TimestampSource {
  let last = 0;
  return {
    next(): Timestamp {
      last = Math.max(Math.floor(now() * TICKS_PER_MILLISECOND), last + 1);
      return last;
    },
    observe(timestamp: Timestamp): void {
      last = Math.max(last, timestamp);
    },
  };
}

/** `X-Timestamp`: exact, e.g. `1795168323.92415`. */
export function formatTimestamp(timestamp: Timestamp): string {
  const seconds = Math.floor(timestamp / TICKS_PER_SECOND);
  return `${seconds}.${String(timestamp % TICKS_PER_SECOND).padStart(5, '0')}`;
}

/** `Last-Modified`: Swift rounds up to the second, so that the date is never before the change. */
export function formatHttpDate(timestamp: Timestamp): string {
  return new Date(Math.ceil(timestamp / TICKS_PER_SECOND) * 1000).toUTCString();
}

/** `last_modified` of a JSON listing: `2026-11-20T09:52:04.222750`, in UTC without saying so. */
export function formatListingDate(timestamp: Timestamp): string {
  const seconds = new Date(Math.floor(timestamp / TICKS_PER_SECOND) * 1000).toISOString();
  return `${seconds.slice(0, 19)}.${String(timestamp % TICKS_PER_SECOND).padStart(5, '0')}0`;
}
