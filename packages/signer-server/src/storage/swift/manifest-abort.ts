/**
 * Aborts an upload in parts. See `abort-mark.ts` for what keeps a completion on another replica from giving a receipt for what
 * is deleted here.
 *
 * @module
 */
import { contentName } from '../../names/final-name.js';
import { markName } from '../completion-mark.js';
import type { Upload } from '../storage.js';
import { withRoom } from '../with-room.js';
import { markAborted } from './abort-mark.js';
import { readRecord } from './completion-record.js';
import { deleteObjects } from './delete.js';
import { namesToDelete } from './manifest-parts.js';
import { isFinishedAs, removeUnfinished } from './manifest-state.js';
import { newest } from './newest.js';
import { deleteObject } from './object.js';
import type { TokenContainer } from './object.js';

/** @param bulkDeletes - most objects in one bulk delete; undefined if there is no such thing. */
export async function abortManifest(
  container: TokenContainer,
  upload: Upload,
  bulkDeletes: (signal: AbortSignal) => Promise<number | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const fresh = newest(container);
  if (await wasFinished(fresh, upload, signal)) return;
  const removeParts = async (): Promise<void> => {
    const names = await namesToDelete(container, upload, signal);
    await deleteObjects(container, names, await bulkDeletes(signal), signal);
  };
  await withRoom(
    () => markAborted(container, upload, signal),
    async () => {
      // Where no completion has begun, none can: it would have to write its record.
      if ((await recordedName(fresh, upload, signal)) === undefined) await removeParts();
    },
  );
  const begun = await recordedName(fresh, upload, signal);
  if (begun !== undefined && !(await removeUnfinished(container, upload, begun, signal))) return;
  await removeParts();
  // What a completion has written since then, finished or not: it sees the mark before it gives a receipt.
  const late = await recordedName(fresh, upload, signal);
  if (late !== undefined) await deleteObject(container, late, signal);
  await deleteObject(container, markName(upload), signal);
}

/** Whether a final object stays that was made of this upload's parts. */
export async function wasFinished(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<boolean> {
  const hash = await readRecord(container, upload, signal);
  return hash !== undefined && isFinishedAs(container, upload, hash, signal);
}

/** Name of the object that the upload becomes; undefined as long as no completion has begun. */
async function recordedName(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<string | undefined> {
  const hash = await readRecord(container, upload, signal);
  return hash === undefined ? undefined : contentName(upload, hash);
}
