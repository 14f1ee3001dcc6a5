/**
 * Says that an upload in parts was given up, for a completion on another replica that is about to give a receipt. Why both
 * write first and look then: `docs/decisions/0039-abort-and-completion.md`. The rule for what is unfinished deletes it.
 *
 * @module
 */
import { abortMarkName } from '../completion-mark.js';
import { aborted } from '../same-upload.js';
import type { Upload } from '../storage.js';
import type { S3Bucket } from './bucket.js';
import { headS3 } from './object.js';
import { isS3Success, s3Refusal } from './refusal.js';

/** Before anything is deleted that a receipt may be about to name. */
export async function markAborted(
  bucket: S3Bucket,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const request = { method: 'PUT', key: abortMarkName(upload), headers, body: '' } as const;
  const answer = await bucket.send(request, signal);
  if (!isS3Success(answer)) throw s3Refusal(answer, 'note that the upload is aborted');
}

/** @throws SignerError `part-missing` if the upload was aborted, or its content refused. */
export async function assertNotAborted(
  bucket: S3Bucket,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  if (await headS3(bucket, abortMarkName(upload), signal)) throw aborted();
}
