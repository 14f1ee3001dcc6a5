/**
 * The list of parts that an upload was completed of, kept beside it as a small object. Where the upload id is used up
 * nobody else can tell it: a page that lost the answer to its completion, and was loaded anew, asks for it before it
 * asks again for the receipt.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../../errors.js';
import { partRecord } from '../../wire/schema.js';
import { partPrefix } from '../../names/part-name.js';
import type { S3Bucket } from './bucket.js';
import { deleteS3 } from './object.js';
import { isS3Success, s3Refusal } from './refusal.js';
import type { Upload } from '../storage.js';

const partList = z.object({
  parts: z.array(partRecord).readonly(),
  /** The object is put together in order to be inspected: as long as there is no record that it passed, it has no receipt. */
  awaits: z.literal('inspection').exactOptional(),
});

/** The list. */
export type PartList = Readonly<z.infer<typeof partList>>;

/** Deleted by the lifecycle rule for what is unfinished. */
function nameOf(upload: Upload): string {
  return `${partPrefix(upload)}parts.json`;
}

/** Replaces the one before. */
export async function writePartList(
  bucket: S3Bucket,
  upload: Upload,
  list: PartList,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(list);
  const answer = await bucket.send({ method: 'PUT', key: nameOf(upload), headers, body }, signal);
  if (!isS3Success(answer)) throw s3Refusal(answer, 'keep the list of parts');
}

/** Undefined if there is none. */
export async function readPartList(
  bucket: S3Bucket,
  upload: Upload,
  signal: AbortSignal,
): Promise<PartList | undefined> {
  const answer = await bucket.send({ method: 'GET', key: nameOf(upload) }, signal);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw s3Refusal(answer, 'show the list of parts');
  return readList(answer.body);
}

/** @throws SignerError `storage-unavailable` for what the signer did not write: then a proxy answered, not storage. */
function readList(body: string): PartList {
  try {
    return partList.parse(JSON.parse(body));
  } catch (cause) {
    const message = 'Storage failed to show the list of parts: something else came.';
    throw new SignerError('storage-unavailable', message, { cause });
  }
}

/** None is fine. */
export async function deletePartList(
  bucket: S3Bucket,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  await deleteS3(bucket, nameOf(upload), signal);
}
