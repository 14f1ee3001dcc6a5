/**
 * Waits that a signal ends, and that know when the browser says that the network is back.
 *
 * @module
 */
import { isOffline } from '../platform.js';

/** Milliseconds. Browsers keep timers in 31 bits, and what is longer ends at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** The first tries follow each other within so many milliseconds … */
const FIRST_PROBE = 2_000;
/** … and later ones within this: a try without a network costs the browser nothing, and nobody else hears of it. */
const LONGEST_PROBE = 30_000;

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
