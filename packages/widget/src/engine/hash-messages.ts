/**
 * What the page and the hashing worker say to each other.
 *
 * @module
 */
import type { HashAlgorithm } from './hash.js';

/** To the worker. */
export type HashRequest =
  | { readonly id: number; readonly blob: Blob; readonly algorithm: HashAlgorithm }
  | { readonly id: number; readonly abort: true };

/** From the worker. */
export type HashReply =
  | { readonly ready: true }
  | { readonly id: number; readonly hash: string }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };
