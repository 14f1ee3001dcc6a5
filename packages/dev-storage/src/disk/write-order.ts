/**
 * Remembers deletions for as long as an older write of the same object is under way. Without it a slow PUT would bring
 * back an object that was deleted meanwhile; Swift keeps it deleted although it answers that PUT with 201 (measured).
 *
 * @module
 */
import type { Timestamp } from '../timestamp.js';

/** See the module comment. Holds nothing about objects that nobody is writing. */
export class WriteOrder {
  readonly #writes = new Map<string, { count: number; deletedAt: Timestamp | undefined }>();

  /** A write of `key` begins; the returned function ends it. */
  begin(key: string): () => void {
    const entry = this.#writes.get(key) ?? { count: 0, deletedAt: undefined };
    entry.count += 1;
    this.#writes.set(key, entry);
    return () => {
      entry.count -= 1;
      if (entry.count === 0) this.#writes.delete(key);
    };
  }

  /** `key` was deleted at this time. */
  delete(key: string, timestamp: Timestamp): void {
    const entry = this.#writes.get(key);
    if (entry !== undefined) entry.deletedAt = timestamp;
  }

  /** When `key` was last deleted, if a write that may be older is still under way. */
  deletedAt(key: string): Timestamp | undefined {
    return this.#writes.get(key)?.deletedAt;
  }
}
