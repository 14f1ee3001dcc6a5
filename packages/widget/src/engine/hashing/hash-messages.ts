/**
 * What the page and the hashing worker say to each other.
 *
 * @module
 */
import type { HashAlgorithm } from './hash-code.js';
import type { HashFailureCode } from './hash-failure.js';

/** A blob to hash, or several in one. */
export interface HashJob {
  readonly id: number;
  readonly blob: Blob;
  /** Bytes of its pieces; each is hashed by itself. */
  readonly sizes: readonly number[];
  readonly algorithm: HashAlgorithm;
}

/** To the worker. `ping` asks whether the job is still being worked on; the answer is `started`. */
export type HashRequest =
  | HashJob
  | { readonly id: number; readonly abort: true }
  | { readonly id: number; readonly ping: true };

/** From the worker. */
export type HashReply =
  | { readonly ready: true }
  /** The code that hashes is loaded, and the job is being worked on. */
  | { readonly id: number; readonly started: true }
  | { readonly id: number; readonly hashes: readonly string[] }
  | { readonly id: number; readonly failure: HashFailureCode; readonly message: string };
