/**
 * Loads code when it is first needed: a page that only shows the field does not pay for what sends files.
 *
 * @module
 */
import { isOffline } from '../platform.js';

/**
 * Calls `load` at most once, all callers share its result. Without a network it waits for one, as everything else does
 * that sends files; a load that failed otherwise is tried again by the next caller.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    (loaded ??= loadOnline(load).catch((error: unknown) => {
      // The next try may find the network again.
      loaded = undefined;
      throw error;
    }));
}

async function loadOnline<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    // Chromium fetches a module anew that it could not fetch before, though the HTML standard once forbade it.
    if (!isOffline()) throw error;
    await new Promise((resolve) => {
      globalThis.addEventListener('online', resolve, { once: true });
    });
    return loadOnline(load);
  }
}
