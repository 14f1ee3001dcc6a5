/**
 * What all uploads of a field amount to, and what changed between two lists of them. Pure functions over snapshots.
 *
 * @module
 */
// From where they are made: through the index, the list's chunk would share the whole engine with the field's.
import { canRetry } from './engine/can-retry.js';
import type { UploadSnapshot, UploadStatus } from './engine/index.js';
import { isFinal } from './engine/state.js';

/** Sums over a list of uploads. */
export interface Totals {
  readonly count: number;
  /** Not begun: waiting for `start` or for their turn. */
  readonly queued: number;
  /** Preparing, uploading or completing. */
  readonly running: number;
  readonly paused: number;
  /** Of the paused ones, those of an earlier visit, whose file is not open. */
  readonly interrupted: number;
  /** Of the interrupted ones, those whose file the person has to choose again. */
  readonly missing: number;
  readonly done: number;
  readonly failed: number;
  /** Of the failed ones, those where trying again can help. */
  readonly retryable: number;
  /** Bytes sent, confirmed and to be sent, of all that have not failed or been cancelled, or wait for a person. */
  readonly sent: number;
  readonly confirmed: number;
  readonly total: number;
  readonly bytesPerSecond: number;
}

/** Whether a retry can end otherwise than before. */
export function isRetryable({ state }: UploadSnapshot): boolean {
  return state.status === 'failed' && canRetry(state.error);
}

/** Whether it is paused since an earlier visit of the page: its file is not open. */
export function isInterrupted({ state, source }: UploadSnapshot): boolean {
  return state.status === 'paused' && source !== 'file';
}

/** Whether the upload still has something to do (also while it waits or is paused). */
export function isUnfinished({ state }: UploadSnapshot): boolean {
  return !isFinal(state);
}

/** Adds up a list. */
export function totalsOf(uploads: readonly UploadSnapshot[]): Totals {
  const all: Record<UploadStatus, number> = {
    ...{ queued: 0, preparing: 0, uploading: 0, paused: 0, completing: 0 },
    ...{ done: 0, failed: 0, cancelled: 0 },
  };
  let [retryable, interrupted, missing] = [0, 0, 0];
  let [sent, confirmed, total, bytesPerSecond] = [0, 0, 0, 0];
  for (const upload of uploads) {
    const { status, progress } = upload.state;
    all[status] += 1;
    if (isRetryable(upload)) retryable += 1;
    if (isInterrupted(upload)) {
      interrupted += 1;
      if (upload.source === 'missing') missing += 1;
      continue;
    }
    if (status === 'failed' || status === 'cancelled') continue;
    const isDone = status === 'done';
    sent += isDone ? progress.total : progress.sent;
    confirmed += isDone ? progress.total : progress.confirmed;
    total += progress.total;
    if (status === 'uploading') bytesPerSecond += progress.bytesPerSecond;
  }
  return {
    ...{ count: uploads.length, queued: all.queued },
    ...{ paused: all.paused, interrupted, missing },
    running: all.preparing + all.uploading + all.completing,
    ...{ done: all.done, failed: all.failed, retryable },
    ...{ sent, confirmed, total, bytesPerSecond },
  };
}

/** What happened between two lists. */
export interface Changes {
  readonly finished: readonly UploadSnapshot[];
  readonly failed: readonly UploadSnapshot[];
}

/** For {@linkcode changesBetween}. */
export function byId(uploads: readonly UploadSnapshot[]): Map<string, UploadSnapshot> {
  return new Map(uploads.map((upload) => [upload.id, upload]));
}

/**
 * Compares by id. A second failure is told apart from the first by its error object: retry and failure may fall into
 * one coalesced `change`.
 */
export function changesBetween(
  before: ReadonlyMap<string, UploadSnapshot>,
  after: readonly UploadSnapshot[],
): Changes {
  const finished: UploadSnapshot[] = [];
  const failed: UploadSnapshot[] = [];
  for (const upload of after) {
    const old = before.get(upload.id);
    if (old === upload) continue;
    const { state } = upload;
    if (state.status === 'done' && old?.state.status !== 'done') finished.push(upload);
    if (
      state.status === 'failed' &&
      !(old?.state.status === 'failed' && old.state.error === state.error)
    ) {
      failed.push(upload);
    }
  }
  return { finished, failed };
}
