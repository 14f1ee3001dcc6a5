/**
 * Remembers in a bucket with what an upload was completed. See `completion-mark.ts`. The rule for what is unfinished deletes
 * it.
 *
 * @module
 */
import { completionMark, markName, readMark } from '../completion-mark.js';
import type { Upload } from '../storage.js';
import type { S3Bucket } from './bucket.js';
import { isS3Success, s3Refusal } from './refusal.js';

/** The hash that the upload was completed with; undefined if it was not. */
export async function readRecord(
  bucket: S3Bucket,
  upload: Upload,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await bucket.send({ method: 'GET', key: markName(upload) }, signal);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw s3Refusal(answer, 'show whether the upload is complete');
  return readMark(upload, answer.body);
}

/** Replaces the one before. */
export async function writeRecord(
  bucket: S3Bucket,
  upload: Upload,
  hash: string,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const body = completionMark(upload, hash);
  const answer = await bucket.send({ method: 'PUT', key: markName(upload), headers, body }, signal);
  if (!isS3Success(answer)) throw s3Refusal(answer, 'note that the upload is complete');
}
