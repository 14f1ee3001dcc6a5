/**
 * The words of the store: what its calls take and give.
 *
 * @module
 */
import type { Timestamp } from '../timestamp.js';
import type { BlobWriter } from './blobs.js';

/** Where an object lives. */
export interface ObjectPath {
  readonly account: string;
  readonly container: string;
  readonly object: string;
}

/** What became of a write: `superseded` by one that began later, or too late for its container. */
export type CommitResult = 'stored' | 'superseded' | 'container-gone';

/** How a change of headers names what to set; an empty value removes the header. */
export type HeaderChanges = Readonly<Record<string, string>>;

/** A write under way; see `Store.beginWrite`. */
export interface ObjectWrite {
  readonly timestamp: Timestamp;
  readonly blob: BlobWriter;
  end(): void;
}
