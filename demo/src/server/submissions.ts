/**
 * The forms that were submitted, in memory, the last hundred of them. After a post the browser is sent to the
 * submission's own page (303), so that a reload does not submit the form again.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { CheckedReceipt } from './receipts.js';

/** One submitted form. */
export interface Submission {
  /** What the form said in its ordinary field. */
  readonly from: string;
  readonly receipts: readonly CheckedReceipt[];
}

/** Remembers submissions under an id nobody can guess. */
export interface Submissions {
  add(submission: Submission): string;
  find(id: string): Submission | undefined;
}

const KEPT = 100;

/** An empty store. */
export function createSubmissions(): Submissions {
  const byId = new Map<string, Submission>();
  return {
    add: (submission) => {
      const id = randomUUID();
      byId.set(id, submission);
      const [oldest] = byId.keys();
      if (byId.size > KEPT && oldest !== undefined) byId.delete(oldest);
      return id;
    },
    find: (id) => byId.get(id),
  };
}
