/**
 * What a soak's pages told of each file, kept outside them: a page that is reloaded or killed takes nothing along.
 *
 * @module
 */
import type { UploadErrorCode, UploadStatus } from '@direct-upload/widget/engine';

/** One upload's new state, as the page told it. */
export interface Told {
  /** Of the file, which is its number. */
  readonly name: string;
  readonly status: UploadStatus;
  readonly code?: UploadErrorCode;
  readonly message?: string;
  readonly receipt?: string;
}

/** See the module comment. */
export interface Ledger {
  /** The last word about each file, by name. */
  readonly last: ReadonlyMap<string, Told>;
  /** Every receipt that a page got. */
  readonly receipts: readonly { readonly name: string; readonly receipt: string }[];
  /** Every failure, also one that was mended later. */
  readonly failures: readonly Told[];
  readonly cancelled: Set<string>;
  /** What a page tells. */
  readonly note: (told: Told) => void;
  /** Names of these files that have no end yet. */
  open(names: readonly string[]): readonly string[];
}

/** Name of the function by which a page tells. */
export const TELL = 'tellSoak';

/** An empty one. */
export function createLedger(): Ledger {
  const last = new Map<string, Told>();
  const receipts: { readonly name: string; readonly receipt: string }[] = [];
  const failures: Told[] = [];
  const note = (told: Told): void => {
    const { name, status, receipt } = told;
    // A file that is done stays so, whatever becomes of a second upload that a person began by mistake.
    if (last.get(name)?.status !== 'done') last.set(name, told);
    if (receipt !== undefined) receipts.push({ name, receipt });
    if (status === 'failed') failures.push(told);
  };
  return {
    last,
    receipts,
    failures,
    cancelled: new Set(),
    note,
    open: (names) => names.filter((name) => !isFinal(last.get(name)?.status)),
  };
}

function isFinal(status: UploadStatus | undefined): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled';
}
