/**
 * The signer as a page names it: by the URL of its uploads resource. What talks to it comes with the first file.
 *
 * @module
 */
import { loadOnce } from './load-once.js';
import type { Signer } from './ports.js';

/** What goes along with every call. */
export interface FetchSignerOptions {
  /** Extra headers, or a function asked anew for each call (a short-lived `Authorization`, a CSRF token). */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** Default `same-origin`; `include` sends cookies to a signer of another origin. */
  readonly credentials?: RequestCredentials;
  /** Limit for one call, in milliseconds. `complete` may take long: storage copies the object then. */
  readonly timeout?: number;
}

/** A {@linkcode Signer} at `endpoint`, the URL of the uploads resource (relative to the page, default `/uploads`). */
export function fetchSigner(endpoint: string | URL, options: FetchSignerOptions = {}): Signer {
  const load = loadOnce(async () =>
    (await import('./send.js')).createFetchSigner(endpoint, options),
  );
  return {
    create: async (files, signal) => (await load()).create(files, signal),
    parts: async (token, partNumbers, signal) => (await load()).parts(token, partNumbers, signal),
    status: async (token, signal) => (await load()).status(token, signal),
    complete: async (uploads, signal) => (await load()).complete(uploads, signal),
    abort: async (tokens, signal) => (await load()).abort(tokens, signal),
  };
}
