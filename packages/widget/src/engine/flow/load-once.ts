/**
 * Loads code when it is first needed: a page that only shows the field does not pay for what sends files.
 *
 * @module
 */
import { isOffline } from '../platform.js';
import { probeDelay, sleep, sleepUnlessOnline } from './sleep.js';

/** Tries in all. One may be stopped by the browser together with all other loads of the page, or meet a server that restarts. */
const TRIES = 3;
/** Milliseconds before the second try, at most; before the third twice that. */
const DELAY = 1_000;

/**
 * Calls `load` at most once, all callers share its result. Without a network it goes on trying, as everything else does
 * that sends files; what failed otherwise is tried a few times, and again by the next caller.
 */
export function loadOnce<T>(load: () => Promise<T>, delay = DELAY): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    (loaded ??= tryToLoad(load, delay).catch((error: unknown) => {
      // The next try may find the network again.
      loaded = undefined;
      throw error;
    }));
}

async function tryToLoad<T>(load: () => Promise<T>, delay: number): Promise<T> {
  const never = new AbortController().signal;
  let failures = 0;
  for (let waits = 1; ; waits += 1) {
    try {
      // A module that could not be fetched is fetched anew (whatwg/html#10327): by Chromium, by Firefox from 155 and by WebKit from
      // July 2026 on. Older ones keep the failure until the page is reloaded, which is what the error says.
      return await load();
    } catch (error) {
      if (isOffline()) await sleepUnlessOnline(probeDelay(waits), never);
      else failures += 1;
      if (failures >= TRIES) throw error;
      if (failures > 0) await sleep(Math.random() * delay * failures, never);
    }
  }
}
