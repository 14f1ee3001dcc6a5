/**
 * A {@linkcode Hasher} whose code is loaded with the first file: a page that only shows the field does not pay for it.
 *
 * @module
 */
import type { Hasher } from './ports.js';

/** Behaves like `createHasher()`, one network request later. */
export function lazyHasher(): Hasher {
  let loaded: Promise<Hasher> | undefined;
  const load = async (): Promise<Hasher> => (await import('./hasher.js')).createHasher();
  return {
    async md5(blob, signal) {
      loaded ??= load();
      // A failed load is not remembered: the next try may find the network again.
      loaded.catch(() => (loaded = undefined));
      return (await loaded).md5(blob, signal);
    },
    close() {
      loaded?.then(
        (hasher) => {
          hasher.close();
        },
        () => undefined,
      );
    },
  };
}
