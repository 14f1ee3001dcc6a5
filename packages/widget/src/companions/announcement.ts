/**
 * What a screen reader says, sparingly: files added, a failure, and the end of the batch; never the progress in between.
 *
 * @module
 */
import type { UploadSnapshot } from '../engine/index.js';
import { displayName } from '../i18n/display-name.js';
import type { Messages } from '../i18n/messages.js';
import { isUnfinished, type Changes } from '../totals.js';

/** The sentence for a change, `''` if it is not worth one. */
export function announcementFor(
  { finished, failed }: Changes,
  uploads: readonly UploadSnapshot[],
  text: Messages,
): string {
  const parts: string[] = [];
  const [only] = failed;
  if (failed.length > 1) parts.push(text.failures(failed.length));
  else if (only?.state.status === 'failed') {
    parts.push(`${displayName(only.file.name)}: ${text.failed(only.state.error, only.file)}`);
  }
  if (finished.length > 0 && !uploads.some(isUnfinished)) {
    parts.push(text.verified(uploads.filter(({ state }) => state.status === 'done').length));
  }
  return parts.join(' ');
}
