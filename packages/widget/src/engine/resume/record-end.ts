/**
 * When what was kept of an upload is over.
 *
 * @module
 */
import type { ResumeRecord } from './resume-store.js';

/** When a record is over, by this machine's clock: a hint, for that may be days off. */
export function recordEnd({ until, grant }: ResumeRecord): number {
  return until ?? Date.parse(grant.expiresAt);
}
