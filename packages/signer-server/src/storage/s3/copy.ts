/**
 * Completion of an upload in one part: it is PUT under `parts/<upload id>/`, and copied to a final name that no URL ever
 * covered and that commits to the bytes. A replayed PUT URL can only bring back a part, never touch what a receipt names. Why
 * not a multipart upload of one part: `docs/decisions/0013-s3.md`.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import type { PartRecord } from '../../wire/schema.js';
import { isContentRefusal } from '../content-refusal.js';
import { contentName } from '../../names/final-name.js';
import { partName, sealedName } from '../../names/part-name.js';
import { orCopied } from '../or-copied.js';
import { alreadyCompleted } from '../same-upload.js';
import { finalHeaders, lookAt, storedObject } from './completion.js';
import type { S3Completion, S3Place } from './completion.js';
import { readRecord, writeRecord } from './completion-record.js';
import { copyS3, deleteS3, readS3 } from './object.js';
import type { S3Object } from './object.js';
import { typeToStore } from '../storage.js';
import type { Inspection, ReadBytes, StoredObject, Upload } from '../storage.js';

/** For uploads in one part. */
export function copyCompletion(place: S3Place): S3Completion {
  return {
    partRequest: (upload, partNumber) => ({
      key: partName(upload, partNumber),
      headers: { 'content-type': typeToStore(upload) },
    }),
    // A new URL covers nothing but the part, which is not needed any more.
    assertUnfinished: () => Promise.resolve(),
    parts: (upload, signal) => copiedParts(place, upload, signal),
    complete: (upload, [part], signal, inspection) => {
      if (!part) throw new SignerError('part-missing', 'No part is reported.');
      return complete(place, upload, part, signal, inspection);
    },
    abort: (upload, signal) => deleteS3(place.bucket, partName(upload, 1), signal),
  };
}

/** What storage holds: the final object, or, when the upload is not complete, the part. */
async function copiedParts(
  place: S3Place,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const hash = await readRecord(place.bucket, upload, signal);
  const stored =
    (hash === undefined ? undefined : await lookAt(place, contentName(upload, hash), signal)) ??
    (await lookAt(place, partName(upload, 1), signal));
  if (!stored) return [];
  return [{ partNumber: 1, size: stored.size, etag: place.proof.hashOf(stored) }];
}

/**
 * GET record and HEAD part, COPY, HEAD final, PUT record and DELETE part; where there is an inspection, a COPY to a sealed copy
 * before, and its HEAD and DELETE. Each step is safe to repeat.
 */
async function complete(
  place: S3Place,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspection: Inspection | undefined,
): Promise<StoredObject> {
  const { bucket } = place;
  const from = partName(upload, 1);
  // Best effort: a lifecycle rule deletes a part that stays.
  const forget = (): Promise<void> => deleteS3(bucket, from, signal).catch(() => undefined);
  const [hash, source] = await Promise.all([
    readRecord(bucket, upload, signal),
    lookAt(place, from, signal),
  ]);
  if (hash !== undefined) {
    const known = await copied(place, upload, part, signal);
    if (!known) throw alreadyCompleted();
    if (source) await forget();
    return known;
  }
  const make = (): Promise<StoredObject> => {
    assertPart(place, source, part);
    const sent = { ...source, key: from };
    if (!inspection) return copy(place, upload, { part, source: sent }, signal);
    return inspectAndCopy(place, upload, { part, source: sent }, signal, inspection);
  };
  const stored = await orCopied(make, () => copied(place, upload, part, signal));
  await Promise.all([writeRecord(bucket, upload, part.etag, signal), forget()]);
  return stored;
}

/** A part, and the object that holds its bytes. */
interface Source {
  readonly part: PartRecord;
  readonly source: S3Object & { readonly key: string };
}

async function copy(
  place: S3Place,
  upload: Upload,
  { part, source: { key: from, etag, size } }: Source,
  signal: AbortSignal,
): Promise<StoredObject> {
  const key = contentName(upload, part.etag);
  const headers = { ...finalHeaders(upload), ...place.proof.ask.copy };
  await copyS3(place.bucket, { from, to: key, etag, size, headers }, signal);
  const after = await lookAt(place, key, signal);
  assertPart(place, after, part);
  return storedObject(place, upload, { ...after, key }, 'copy');
}

/**
 * What is inspected is a sealed copy of the part, which no URL covers, and that is what is copied on: into the part, its
 * uploader can put other bytes of the same hash at any moment.
 */
async function inspectAndCopy(
  place: S3Place,
  upload: Upload,
  { part, source: { key: from, etag, size } }: Source,
  signal: AbortSignal,
  inspection: Inspection,
): Promise<StoredObject> {
  const key = sealedName(upload, 1);
  const headers = { 'content-type': 'application/octet-stream', ...place.proof.ask.copy };
  try {
    await copyS3(place.bucket, { from, to: key, etag, size, headers }, signal);
    const sealed = await lookAt(place, key, signal);
    assertPart(place, sealed, part);
    const source = { ...sealed, key };
    await look(place, upload, { part, source }, signal, inspection);
    return await copy(place, upload, { part, source }, signal);
  } finally {
    // Best effort: the lifecycle rule deletes a copy that stays.
    await deleteS3(place.bucket, key, signal).catch(() => undefined);
  }
}

/** What these very bytes became, if they were copied before. */
async function copied(
  place: S3Place,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
): Promise<StoredObject | undefined> {
  const key = contentName(upload, part.etag);
  const final = await lookAt(place, key, signal);
  if (!final) return undefined;
  // The name promises these bytes.
  assertPart(place, final, part);
  return storedObject(place, upload, { ...final, key }, 'copy');
}

/** Lets the inspection read the sealed copy; deletes what it refuses. */
async function look(
  { bucket }: S3Place,
  upload: Upload,
  { part, source: { key, etag, size } }: Source,
  signal: AbortSignal,
  inspection: Inspection,
): Promise<void> {
  const read: ReadBytes = async (start, end) => {
    const last = Math.min(end, size);
    if (start >= last) return new Uint8Array();
    return readS3(bucket, { key, etag, start, end: last }, signal);
  };
  try {
    await inspection.look({ key: contentName(upload, part.etag), read });
  } catch (error) {
    if (isContentRefusal(error)) await deleteS3(bucket, partName(upload, 1), signal);
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
      `Storage has ${stored.size} bytes of part 1, the grant says ${size} bytes.`,
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
