/**
 * Waits while the browser says that there is no network. That is a hint and no gate: `navigator.onLine` is wrong behind some VPNs,
 * bridges and virtual machines (crbug.com/678075), so every wait ends after a while and the caller tries for itself.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { isOffline } from '../platform.js';

/** Milliseconds. Browsers keep timers in 31 bits, and what is longer ends at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** The first tries follow each other within so many milliseconds … */
const FIRST_PROBE = 2_000;
/** … and later ones within this: a try without a network costs the browser nothing, and nobody else hears of it. */
const LONGEST_PROBE = 30_000;

/** A series of waits for the network. */
export interface OfflineWait {
  /** Waits once. Rejects with `offline` when the series lasts longer than its limit, or with the signal's reason. */
  once(signal: AbortSignal): Promise<void>;
  /** Something got through: the series begins anew. */
  over(): void;
}

/** `limit`: milliseconds that all waits of one series take together. */
export function createOfflineWait(limit: number, random: () => number = Math.random): OfflineWait {
  let began: number | undefined;
  let waits = 0;
  return {
    async once(signal) {
      began ??= performance.now();
      const left = began + limit - performance.now();
      if (left <= 0) throw offlineError();
      waits += 1;
      await sleepUnlessOnline(Math.min(left, probeDelay(waits, random)), signal);
    },
    over() {
      began = undefined;
      waits = 0;
    },
  };
}

/** How long until a try is worth while though the browser says `offline`, in milliseconds; `count` counts from 1. */
export function probeDelay(count: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_PROBE, FIRST_PROBE * 2 ** (count - 1));
  return (ceiling / 2) * (1 + random());
}

/** Resolves after `ms`, or as soon as the browser says that the network is back; rejects with the signal's reason. */
export function sleepUnlessOnline(ms: number, signal: AbortSignal): Promise<void> {
  return isOffline() ? pause(ms, signal, globalThis) : Promise.resolve();
}

/** Resolves after `ms`, or rejects with the signal's reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return pause(ms, signal);
}

function pause(ms: number, signal: AbortSignal, online?: EventTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const settled = new AbortController();
    const finish = (end: () => void) => (): void => {
      clearTimeout(timer);
      settled.abort();
      end();
    };
    const stop = finish(() => {
      reject(signal.reason as Error);
    });
    const timer = setTimeout(finish(resolve), Math.min(ms, LONGEST_TIMER));
    const listening = { signal: settled.signal };
    online?.addEventListener('online', finish(resolve), listening);
    signal.addEventListener('abort', stop, listening);
  });
}

/** What the browser says of itself. */
export function offlineError(cause?: unknown): UploadError {
  return new UploadError('offline', 'There is no network connection.', { cause });
}
