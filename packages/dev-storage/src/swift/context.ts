/**
 * What every controller needs to do its work.
 *
 * @module
 */
import type { Store } from '../disk/store.js';

/** See the module comment. */
export interface Context {
  readonly store: Store;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Bytes one PUT may bring. */
  readonly maxFileSize: number;
}
