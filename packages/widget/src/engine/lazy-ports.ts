/**
 * The real hasher and transport, loaded when they are first used.
 *
 * @module
 */
import { loadOnce } from './load-once.js';
import type { Hasher, Transport } from './ports.js';

/** Loads what sends. */
export type LoadSending = () => Promise<typeof import('./send.js')>;

/** Behaves like `createHasher()`. */
export function lazyHasher(load: LoadSending): Hasher {
  let created: Hasher | undefined;
  const hasher = loadOnce(async () => (created = (await load()).createHasher()));
  return {
    md5: async (blob, signal) => (await hasher()).md5(blob, signal),
    close() {
      created?.close();
    },
  };
}

/** Behaves like `xhrTransport()`. */
export function lazyTransport(load: LoadSending): Transport {
  const transport = loadOnce(async () => (await load()).xhrTransport());
  return {
    put: async (request, body, options) => (await transport()).put(request, body, options),
    head: async (url, signal) => (await transport()).head(url, signal),
  };
}
