/**
 * The life of one upload as a discriminated union, and the one pure function that moves it on.
 *
 * ```text
 * queued ─start→ preparing ─granted→ uploading ⇄ paused ; uploading ─all parts confirmed→ completing ─receipt→ done
 * completing ─resend→ preparing ; queued | preparing | uploading ─pause→ paused ─resume→ queued
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
  /**
   * Asking the signer, or waiting for a connection. `retrying` is the last failure, while the server has not answered for
   * some seconds and is tried again.
   */
  | {
      readonly status: 'preparing';
      readonly progress: UploadProgress;
      readonly retrying?: UploadError;
    }
  /** `retrying` also says that nothing has moved for some seconds (`timeout`), though a request is under way. */
  | {
      readonly status: 'uploading';
      readonly progress: UploadProgress;
      readonly retrying?: UploadError;
    }
  | { readonly status: 'paused'; readonly progress: UploadProgress }
  /** All bytes are confirmed; the signer looks at the stored object for itself. */
  | {
      readonly status: 'completing';
      readonly progress: UploadProgress;
      readonly retrying?: UploadError;
    }
  /** `receipt` is the compact JWS; `at` is when it came, by this machine's clock, in milliseconds since the epoch. */
  | {
      readonly status: 'done';
      readonly progress: UploadProgress;
      readonly receipt: string;
      readonly at?: number;
    }
  | { readonly status: 'failed'; readonly progress: UploadProgress; readonly error: UploadError }
  | { readonly status: 'cancelled'; readonly progress: UploadProgress };

/** The `status` literals. */
export type UploadStatus = UploadState['status'];

/** What can happen to an upload. */
export type UploadEvent =
  | { readonly type: 'start' }
  | { readonly type: 'granted' }
  | { readonly type: 'progress'; readonly progress: UploadProgress }
  /** The server has not answered for some seconds and is tried again. */
  | { readonly type: 'retrying'; readonly error: UploadError }
  /** It has answered. */
  | { readonly type: 'answered' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'confirmed' }
  /** The signer found other bytes than were sent, or none: the parts go up once more. */
  | { readonly type: 'resend' }
  | { readonly type: 'receipt'; readonly receipt: string; readonly at?: number }
  | { readonly type: 'fail'; readonly error: UploadError }
  | { readonly type: 'retry' }
  | { readonly type: 'cancel' };

/** Nothing sent yet, of `total` bytes. */
export function noProgress(total: number): UploadProgress {
  return { sent: 0, confirmed: 0, total, bytesPerSecond: 0 };
}

/** Of an upload of `size` bytes that was just added; with an error if it is refused. */
export function firstState(size: number, error: UploadError | undefined): UploadState {
  const progress = noProgress(size);
  return error ? { status: 'failed', progress, error } : { status: 'queued', progress };
}

/** The next state; the same object if the event means nothing in this state. */
export function reduce(state: UploadState, event: UploadEvent): UploadState {
  const { progress } = state;
  switch (event.type) {
    case 'start':
      return state.status === 'queued' ? { status: 'preparing', progress } : state;
    case 'granted':
      return state.status === 'preparing' ? { status: 'uploading', progress } : state;
    case 'progress':
      return state.status === 'uploading' ? advance(state, event.progress) : state;
    case 'retrying':
      return isTrying(state) && state.retrying?.code !== event.error.code
        ? { ...state, retrying: event.error }
        : state;
    case 'answered':
      return isTrying(state) && state.retrying ? { status: state.status, progress } : state;
    case 'pause':
      return isPausable(state) ? { status: 'paused', progress: halted(progress) } : state;
    case 'resume':
      return state.status === 'paused' ? { status: 'queued', progress } : state;
    case 'confirmed':
      return state.status === 'uploading'
        ? { status: 'completing', progress: finished(progress) }
        : state;
    case 'resend':
      return state.status === 'completing'
        ? { status: 'preparing', progress: noProgress(progress.total) }
        : state;
    case 'receipt':
      return state.status === 'completing' ? done(progress, event) : state;
    case 'fail':
      return isFinal(state)
        ? state
        : { status: 'failed', progress: halted(progress), error: event.error };
    case 'retry':
      return state.status === 'failed'
        ? { status: 'preparing', progress: { ...halted(progress), sent: progress.confirmed } }
        : state;
    case 'cancel':
      return isFinal(state) ? state : { status: 'cancelled', progress: halted(progress) };
  }
}

function done(
  progress: UploadProgress,
  { receipt, at }: { readonly receipt: string; readonly at?: number },
): UploadState {
  return { status: 'done', progress, receipt, ...(at !== undefined && { at }) };
}

/** True while `pause` means something; `completing` takes no bytes, so there is nothing to hold. */
function isPausable(state: UploadState): boolean {
  return state.status === 'queued' || state.status === 'preparing' || state.status === 'uploading';
}

/** True while a server is asked, which may not answer. */
function isTrying(
  state: UploadState,
): state is Extract<UploadState, { readonly status: 'preparing' | 'uploading' | 'completing' }> {
  return (
    state.status === 'preparing' || state.status === 'uploading' || state.status === 'completing'
  );
}

/** A resent part must not pull the bar back: `sent` only grows while uploading. */
function advance(state: UploadState, next: UploadProgress): UploadState {
  const sent = Math.max(state.progress.sent, next.sent);
  return { status: 'uploading', progress: { ...next, sent } };
}

function halted(progress: UploadProgress): UploadProgress {
  return { ...progress, bytesPerSecond: 0 };
}

function finished({ total }: UploadProgress): UploadProgress {
  return { sent: total, confirmed: total, total, bytesPerSecond: 0 };
}

/** True for the states an upload does not leave by itself. */
export function isFinal(state: UploadState): boolean {
  return state.status === 'done' || state.status === 'failed' || state.status === 'cancelled';
}
