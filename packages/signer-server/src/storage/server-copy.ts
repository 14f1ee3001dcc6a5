/**
 * A copy within a container or bucket that storage makes by itself, and how long it may take.
 *
 * @module
 */
import { DEFAULT_TIMEOUT } from './storage-http.js';

/** What is copied where. Names are decoded. */
export interface ServerCopy {
  readonly from: string;
  readonly to: string;
  /** Of the source; if it has another one nothing is copied. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** What the copy has; nothing of the source's own is kept. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Bytes per millisecond a copy reaches at the very least; measured on Swift: 190 000. */
const SLOWEST_COPY = 10_000;

/** Milliseconds until a copy of so many bytes counts as not answered. */
export function copyTimeout(size: number): number {
  return DEFAULT_TIMEOUT + Math.ceil(size / SLOWEST_COPY);
}
