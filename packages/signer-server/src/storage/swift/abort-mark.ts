/**
 * Keeps an abort and a completion on different replicas apart. Each writes first and looks then: the abort writes its mark
 * and looks whether the object is finished, the completion finishes it and looks for the mark. So at least one of them sees
 * the other. An abort that sees a finished object leaves everything; a completion that sees the mark gives no receipt.
 *
 * The mark is never taken back, because another abort may go by it. It vanishes with the upload's token.
 *
 * @module
 */
import { PART_MARGIN } from '../../names/part-name.js';
import { abortMarkName } from '../completion-mark.js';
import { aborted } from '../same-upload.js';
import type { Upload } from '../storage.js';
import { swiftRefusal } from './http.js';
import { newest } from './newest.js';
import { headObject } from './object.js';
import type { SwiftContainer } from './object.js';

/** Before anything is deleted. */
export async function markAborted(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  const headers = {
    'content-type': 'application/octet-stream',
    'x-delete-at': String(upload.expiresAt + PART_MARGIN),
  };
  const answer = await container.send('PUT', abortMarkName(upload), { headers }, signal);
  if (answer.status >= 200 && answer.status <= 299) return;
  throw swiftRefusal(answer, 'note that the upload is aborted');
}

/** @throws SignerError `part-missing` if the upload was aborted. */
export async function assertNotAborted(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  if (await headObject(newest(container), abortMarkName(upload), signal)) throw aborted();
}
