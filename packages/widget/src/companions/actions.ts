/**
 * Which uploads a button that takes away is about.
 *
 * @module
 */
import type { UploadSnapshot } from '../engine/index.js';
import { isUnfinished } from '../totals.js';

/** The buttons after which an upload is gone from the list. */
export type Removal = 'cancel' | 'remove' | 'dismiss';

/** The one with this id; without an id what is unfinished, everything, or what failed. */
export function removedBy(
  action: Removal,
  id: string | undefined,
  uploads: readonly UploadSnapshot[],
): readonly UploadSnapshot[] {
  if (id !== undefined) return uploads.filter((upload) => upload.id === id);
  switch (action) {
    case 'cancel':
      return uploads.filter(isUnfinished);
    case 'dismiss':
      return uploads.filter(({ state }) => state.status === 'failed');
    case 'remove':
      return uploads;
  }
}
