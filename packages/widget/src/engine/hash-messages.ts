/**
 * What the page and the hashing worker say to each other.
 *
 * @module
 */

/** To the worker. */
export type HashRequest =
  { readonly id: number; readonly blob: Blob } | { readonly id: number; readonly abort: true };

/** From the worker. */
export type HashReply =
  | { readonly ready: true }
  | { readonly id: number; readonly md5: string }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };
