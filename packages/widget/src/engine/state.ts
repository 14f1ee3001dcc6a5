/**
 * The life of one upload as a discriminated union, and the one pure function that moves it on.
 *
 * ```text
 * queued ─start→ preparing ─granted→ uploading ⇄ paused ; uploading ─all parts confirmed→ completing ─receipt→ done
 * any non-final ─→ failed (─retry→ preparing) | cancelled
 * ```
 *
 * A late or illegal event returns the very same object, so callers compare by identity and no flags are needed.
 *
 * @module
 */
import type { UploadError } from './errors.js';

/** How far the bytes are. All in bytes; `bytesPerSecond` is a moving average, 0 while unknown. */
export interface UploadProgress {
  /** Handed to the network so far; runs ahead of storage by the socket buffers. Never goes backwards. */
  readonly sent: number;
  /** In parts whose ETag storage reported and the browser's own hash confirmed. */
  readonly confirmed: number;
  readonly total: number;
  readonly bytesPerSecond: number;
}

/** State of one upload; which fields exist depends on `status`. */
export type UploadState =
  /** Waiting for `start` or for its turn. */
  | { readonly status: 'queued'; readonly progress: UploadProgress }
  /** Asking the signer, or waiting for a connection. */
  | { readonly status: 'preparing'; readonly progress: UploadProgress }
  | { readonly status: 'uploading'; readonly progress: UploadProgress }
  | { readonly status: 'paused'; readonly progress: UploadProgress }
  /** All bytes are confirmed; the signer looks at the stored object for itself. */
  | { readonly status: 'completing'; readonly progress: UploadProgress }
  /** `receipt` is the compact JWS. */
  | { readonly status: 'done'; readonly progress: UploadProgress; readonly receipt: string }
  | { readonly status: 'failed'; readonly progress: UploadProgress; readonly error: UploadError }
  | { readonly status: 'cancelled'; readonly progress: UploadProgress };

/** The `status` literals. */
export type UploadStatus = UploadState['status'];

/** What can happen to an upload. */
export type UploadEvent =
  | { readonly type: 'start' }
  | { readonly type: 'granted' }
  | { readonly type: 'progress'; readonly progress: UploadProgress }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'confirmed' }
  | { readonly type: 'receipt'; readonly receipt: string }
  | { readonly type: 'fail'; readonly error: UploadError }
  | { readonly type: 'retry' }
  | { readonly type: 'cancel' };

/** True for the states an upload does not leave by itself. */
export function isFinal(state: UploadState): boolean {
  return state.status === 'done' || state.status === 'failed' || state.status === 'cancelled';
}
