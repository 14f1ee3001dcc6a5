/**
 * Remembers in Swift with what an upload was completed. See `completion-mark.ts`.
 *
 * @module
 */
import { PART_MARGIN } from '../../names/part-name.js';
import { completionMark, markName, readMark } from '../completion-mark.js';
import type { Upload } from '../storage.js';
import { swiftRefusal } from './http.js';
import { headObject } from './object.js';
import type { SwiftContainer } from './object.js';

const HEADER = 'x-object-meta-upload-completed';

/** The hash of the whole that the upload was completed with, or was about to be; undefined if it never came so far. */
export async function readRecord(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<string | undefined> {
  const record = await headObject(container, markName(upload), signal);
  return readMark(upload, record?.headers.get(HEADER) ?? undefined);
}

/** Replaces the one before. It vanishes when the token is over: then nobody can ask. */
export async function writeRecord(
  container: SwiftContainer,
  upload: Upload,
  hash: string,
  signal: AbortSignal,
): Promise<void> {
  const headers = {
    'content-type': 'application/octet-stream',
    'x-delete-at': String(upload.expiresAt + PART_MARGIN),
    [HEADER]: completionMark(upload, hash),
  };
  const answer = await container.send('PUT', markName(upload), { headers }, signal);
  // 202: another replica wrote it a moment later.
  if (answer.status < 200 || answer.status > 299) {
    throw swiftRefusal(answer, 'note that the upload is complete');
  }
}
