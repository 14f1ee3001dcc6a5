/**
 * Which unfinished upload of an earlier visit a file belongs to.
 *
 * @module
 */
import type { Entry } from '../roster.js';
import { isSameFile } from '../session.js';

/**
 * Whether `entry` waits for this very file: it has none, and is paused, or failed because its handle could not be
 * opened, for choosing the file is what that error asks for.
 */
export function awaits({ session, snapshot: { state } }: Entry, file: File): boolean {
  const waiting =
    state.status === 'paused' ||
    (state.status === 'failed' && state.error.code === 'file-unreadable');
  return waiting && !session.file && isSameFile(session.identity, file);
}
