/**
 * The signer as a page names it: by the URL of its uploads resource. What talks to it comes with the first file.
 *
 * @module
 */
import { laterCode } from './flow/later-code.js';
import { loadOnce } from './flow/load-once.js';
import type { Signer } from './ports.js';
import type { FetchSignerOptions } from './calls/signer-fetch.js';

export type { FetchSignerOptions } from './calls/signer-fetch.js';

/** A {@linkcode Signer} at `endpoint`, the URL of the uploads resource (relative to the page, default `/uploads`). */
export function fetchSigner(endpoint: string | URL, options: FetchSignerOptions = {}): Signer {
  const load = loadOnce(async () =>
    (await laterCode(import('./sending/send.js'))).createFetchSigner(endpoint, options),
  );
  return {
    create: async (files, signal) => (await load()).create(files, signal),
    parts: async (token, partNumbers, signal) => (await load()).parts(token, partNumbers, signal),
    status: async (token, signal) => (await load()).status(token, signal),
    complete: async (uploads, signal) => (await load()).complete(uploads, signal),
    abort: async (tokens, signal) => (await load()).abort(tokens, signal),
  };
}
