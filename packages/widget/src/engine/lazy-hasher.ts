/**
 * A {@linkcode Hasher} whose code is loaded with the first file.
 *
 * @module
 */
import { loadOnce } from './load-once.js';
import type { Hasher } from './ports.js';

/** Behaves like `createHasher()`, one network request later. */
export function lazyHasher(): Hasher {
  let created: Hasher | undefined;
  const load = loadOnce(async () => {
    const { createHasher } = await import('./hasher.js');
    return (created = createHasher());
  });
  return {
    md5: async (blob, signal) => (await load()).md5(blob, signal),
    close() {
      created?.close();
    },
  };
}
