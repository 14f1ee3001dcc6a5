/**
 * Loads code when it is first needed: a page that only shows the field does not pay for what sends files.
 *
 * @module
 */

/** Calls `load` at most once, all callers share its result; a failed load is tried again by the next caller. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      // The next try may find the network again.
      loaded = undefined;
      throw error;
    }));
}
