/**
 * One upload becomes one object, also where its parts are completed with other hashes at the same time or one after the other.
 * The record beside the parts says which: it is written before the manifest, and a manifest that it named before is deleted,
 * or is finished and stays.
 *
 * @module
 */
import { contentName } from '../../names/final-name.js';
import { alreadyCompleted } from '../same-upload.js';
import { assertNotAborted } from './abort-mark.js';
import { readRecord, writeFirstRecord, writeRecord } from './completion-record.js';
import type { Completing } from './manifest-begin.js';
import { isFinishedAs, removeUnfinished } from './manifest-state.js';
import { newest } from './newest.js';

/**
 * Before the manifest is written.
 *
 * @param hash - of the whole
 * @throws SignerError `already-completed` where the upload is finished with other bytes, `part-missing` where it was aborted.
 */
export async function claim(
  { container, upload }: Completing,
  hash: string,
  signal: AbortSignal,
): Promise<void> {
  const [before] = await Promise.all([
    readRecord(container, upload, signal),
    assertNotAborted(container, upload, signal),
  ]);
  const recorded = before ?? (await writeFirstRecord(container, upload, hash, signal)).hash;
  if (recorded === hash) return;
  const other = contentName(upload, recorded);
  if (!(await removeUnfinished(container, upload, other, signal))) throw alreadyCompleted();
  await writeRecord(container, upload, hash, signal);
  // The other one may have been finished before that was written, and an abort would go by the record.
  if (!(await isFinishedAs(newest(container), upload, recorded, signal))) return;
  await writeRecord(container, upload, recorded, signal);
  throw alreadyCompleted();
}

/**
 * After it is finished. Another replica may have written its own record at the very moment of the first; an abort would go by
 * that, and delete the parts of this one.
 */
export async function confirm(
  { container, upload }: Completing,
  hash: string,
  signal: AbortSignal,
): Promise<void> {
  const recorded = await readRecord(newest(container), upload, signal);
  if (recorded === hash) return;
  if (recorded !== undefined && (await isFinishedAs(newest(container), upload, recorded, signal)))
    return;
  await writeRecord(container, upload, hash, signal);
}
