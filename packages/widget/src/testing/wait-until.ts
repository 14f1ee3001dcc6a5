/**
 * Waits for what a busy machine may do late: as long as a test may take, and asking often, so that a quick machine loses
 * nothing.
 *
 * @module
 */
import { waitUntil as poll } from '@open-wc/testing';

/** Milliseconds: under the limit of a test, so that its words are shown and not the runner's. */
const PATIENCE = 18_000;

/** Resolves as soon as the condition holds. Rejects with the message after 18 s. */
export function waitUntil(condition: () => unknown, message = 'it never came true'): Promise<void> {
  return poll(condition, message, { timeout: PATIENCE, interval: 10 });
}
