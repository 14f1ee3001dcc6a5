/**
 * What the page and the hashing worker say to each other.
 *
 * @module
 */
import type { HashAlgorithm } from './hash.js';

/** A blob to hash, or several in one. */
export interface HashJob {
  readonly id: number;
  readonly blob: Blob;
  /** Bytes of its pieces; each is hashed by itself. */
  readonly sizes: readonly number[];
  readonly algorithm: HashAlgorithm;
}

/** To the worker. */
export type HashRequest = HashJob | { readonly id: number; readonly abort: true };

/** From the worker. */
export type HashReply =
  | { readonly ready: true }
  | { readonly id: number; readonly hashes: readonly string[] }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };
