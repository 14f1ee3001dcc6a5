/**
 * The books of the demo's app server: how many bytes of files came through it (none, that is the point), how much form
 * data, and what became of the receipts. Storage's own count is asked for each time, never guessed.
 *
 * @module
 */

/** One state of the books; all in bytes or pieces. */
export interface Ledger {
  /** Taken in by storage, as storage counts it; `null` where it keeps no count for us (a real Swift). */
  readonly storageBytes: number | null;
  /** File content that reached the app server: bodies of any request that is not the form. */
  readonly fileBytes: number;
  /** Bodies of the submitted forms. */
  readonly formBytes: number;
  readonly verified: number;
  readonly refused: number;
}

/** What the app server writes down. */
export type LedgerEntry = Partial<Omit<Ledger, 'storageBytes'>>;

/** Keeps the books in memory. */
export interface LedgerBook {
  /** Adds the figures of one entry. */
  add(entry: LedgerEntry): void;
  read(): Ledger;
}

/**
 * Opens empty books.
 *
 * @param storageBytes asks storage for its count
 */
export function createLedger(storageBytes: () => number | null): LedgerBook {
  let sums = { fileBytes: 0, formBytes: 0, verified: 0, refused: 0 };
  return {
    add: ({ fileBytes = 0, formBytes = 0, verified = 0, refused = 0 }) => {
      sums = {
        fileBytes: sums.fileBytes + fileBytes,
        formBytes: sums.formBytes + formBytes,
        verified: sums.verified + verified,
        refused: sums.refused + refused,
      };
    },
    read: () => ({ storageBytes: storageBytes(), ...sums }),
  };
}
