/**
 * Completion of an upload in one part: it is PUT under `parts/<upload id>/`, and copied to a final name that no URL ever
 * covered. A replayed PUT URL can only bring back a part, never touch what a receipt names. Why not a multipart upload of
 * one part: `docs/decisions/0013-s3.md`.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { formatBytes } from '../../format.js';
import type { PartRecord } from '../../wire/schema.js';
import { isContentRefusal } from '../content-refusal.js';
import { partName } from '../../names/part-name.js';
import { assertSameBytes, finalHeaders, lookAt, storedObject } from './completion.js';
import type { S3Completion, S3Place } from './completion.js';
import { copyS3, deleteS3, readS3 } from './object.js';
import type { S3Object } from './object.js';
import { typeToStore } from '../storage.js';
import type { Inspection, StoredObject, Upload } from '../storage.js';

/** For uploads in one part. */
export function copyCompletion(place: S3Place): S3Completion {
  return {
    partRequest: (upload, partNumber) => ({
      key: partName(upload, partNumber),
      headers: { 'content-type': typeToStore(upload) },
    }),
    // A new URL covers nothing but the part, which is not needed any more.
    assertUnfinished: () => Promise.resolve(),
    parts: async (upload, signal) => {
      const stored =
        (await lookAt(place, upload.key, signal)) ??
        (await lookAt(place, partName(upload, 1), signal));
      if (!stored) return [];
      return [{ partNumber: 1, size: stored.size, etag: place.proof.hashOf(stored) }];
    },
    complete: (upload, [part], signal, inspect) => {
      if (!part) throw new SignerError('part-missing', 'No part is reported.');
      return complete(place, upload, part, signal, inspect);
    },
    abort: (upload, signal) => deleteS3(place.bucket, partName(upload, 1), signal),
  };
}

/** HEAD final, HEAD part, COPY, HEAD final, DELETE part; each step is safe to repeat. */
async function complete(
  place: S3Place,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspect: Inspection | undefined,
): Promise<StoredObject> {
  const { bucket, proof } = place;
  const from = partName(upload, 1);
  // Best effort: a lifecycle rule deletes a part that stays.
  const forget = (): Promise<void> => deleteS3(bucket, from, signal).catch(() => undefined);
  const [before, source] = await Promise.all([
    lookAt(place, upload.key, signal),
    lookAt(place, from, signal),
  ]);
  if (before) {
    assertSameBytes(place, before, part);
    if (source) await forget();
    return storedObject(place, upload, before, 'copy');
  }
  assertPart(place, source, part);
  await look(place, upload, source, signal, inspect);
  const { etag, size } = source;
  const headers = { ...finalHeaders(upload), ...proof.ask.copy };
  await copyS3(bucket, { from, to: upload.key, etag, size, headers }, signal);
  const after = await lookAt(place, upload.key, signal);
  // Other bytes are refused and stay: another replica may have copied them, and its receipt names them.
  assertPart(place, after, part);
  await forget();
  return storedObject(place, upload, after, 'copy');
}

/** Lets the inspection read the part, tied to its ETag as the copy is; deletes what it refuses. */
async function look(
  { bucket }: S3Place,
  upload: Upload,
  { etag, size }: S3Object,
  signal: AbortSignal,
  inspect: Inspection | undefined,
): Promise<void> {
  const key = partName(upload, 1);
  try {
    await inspect?.(async (start, end) => {
      const last = Math.min(end, size);
      if (start >= last) return new Uint8Array();
      return readS3(bucket, { key, etag, start, end: last }, signal);
    });
  } catch (error) {
    if (isContentRefusal(error)) await deleteS3(bucket, key, signal);
    throw error;
  }
}

/** @throws SignerError `part-missing`, `size-mismatch`, `hash-mismatch`. */
function assertPart(
  { proof }: S3Place,
  stored: S3Object | undefined,
  { size, etag }: PartRecord,
): asserts stored is S3Object {
  if (!stored) throw new SignerError('part-missing', 'Storage does not have part 1.');
  if (stored.size !== size) {
    throw new SignerError(
      'size-mismatch',
      `Storage has ${formatBytes(stored.size)} of part 1, the grant says ${formatBytes(size)}.`,
    );
  }
  const hash = proof.hashOf(stored);
  if (hash !== etag) {
    throw new SignerError(
      'hash-mismatch',
      `Storage has other bytes of part 1 (${proof.hashName} ${hash}) than were read from the file (${etag}).`,
    );
  }
}
