/**
 * Completion of an upload in more than one part: a multipart upload to a final name that nothing else writes. Completion
 * names every part with its ETag, is all or nothing, and uses up the upload id, so that the parts' URLs are dead.
 *
 * @module
 */
import { sleep } from '../../sleep.js';
import { SignerError } from '../../errors.js';
import { uploadName } from '../../names/final-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { isContentRefusal } from '../content-refusal.js';
import { partFaultError } from '../part-faults.js';
import type { PartFault } from '../part-faults.js';
import { aborted } from '../same-upload.js';
import { assertNotAborted, markAborted } from './abort-mark.js';
import type { S3Bucket } from './bucket.js';
import { assertSameBytes, lookAt, storedObject } from './completion.js';
import type { S3Completion, S3Place } from './completion.js';
import { readRecord, writeRecord } from './completion-record.js';
import { parseS3Handle } from './handle.js';
import { abortMultipart, completeMultipart, listMultipart } from './multipart.js';
import type { Multipart, S3Part } from './multipart.js';
import { deleteS3, headS3, readS3 } from './object.js';
import type { S3Object } from './object.js';
import { deletePartList, readPartList, writePartList } from './part-list.js';
import type { PartList } from './part-list.js';
import { withRoom } from '../with-room.js';
import type { Inspection, ReadBytes, StoredObject, Upload } from '../storage.js';

/** For uploads in more than one part. */
export function partsCompletion(place: S3Place): S3Completion {
  return {
    partRequest: (upload, partNumber) => ({
      key: uploadName(upload),
      query: { partNumber: String(partNumber), uploadId: multipartOf(upload).uploadId },
    }),
    assertUnfinished: async (upload, signal) => {
      if (!(await headS3(place.bucket, uploadName(upload), signal))) return;
      throw new SignerError('already-completed', 'This upload is complete; nothing can be added.');
    },
    parts: (upload, signal) => heldParts(place, upload, signal),
    complete: (upload, parts, signal, inspection) =>
      complete(place, upload, parts, signal, inspection),
    abort: (upload, signal) => abort(place, upload, signal),
  };
}

function multipartOf(upload: Upload): Multipart {
  const handle = parseS3Handle(upload);
  return { key: uploadName(upload), uploadId: 'uploadId' in handle ? handle.uploadId : '' };
}

async function complete(
  place: S3Place,
  upload: Upload,
  parts: readonly PartRecord[],
  signal: AbortSignal,
  inspection: Inspection | undefined,
): Promise<StoredObject> {
  const final =
    (await lookAt(place, uploadName(upload), signal)) ??
    (await finish(place, upload, { parts, ...(inspection && { awaits: 'inspection' }) }, signal));
  assertSameBytes(place, final, { etag: place.proof.hashOfWhole(parts), size: upload.size });
  if (inspection) await inspectOnce({ place, upload, final }, inspection, signal);
  // Also without an inspection: a signer that has one goes by this before it inspects, and an abort before it deletes.
  else await writeRecord(place.bucket, upload, final.etag, signal);
  await assertNotAborted(place.bucket, upload, signal);
  // OpenStack Swift's S3 API takes parts also after completion: one that is replaced makes the object unreadable there.
  const isAlive = (await listMultipart(place.bucket, multipartOf(upload), signal)) !== undefined;
  const named = { ...final, key: uploadName(upload) };
  return storedObject(place, upload, named, isAlive ? 'manifest' : 'multipart');
}

/** Compares what has arrived, then lets storage put it together. */
async function finish(
  place: S3Place,
  upload: Upload,
  list: PartList,
  signal: AbortSignal,
): Promise<S3Object> {
  const { parts } = list;
  const { bucket, proof } = place;
  const multipart = multipartOf(upload);
  const held = await listMultipart(bucket, multipart, signal);
  if (held) {
    const chosen = choose(place, held, parts);
    await writePartList(bucket, upload, list, signal);
    const whole = proof.completion(parts);
    const failure = await completeMultipart(bucket, multipart, chosen, whole, signal).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined) return completedByOthers(place, upload, failure, signal);
  }
  // Not there: aborted. There: completed, maybe by another replica.
  const final = await lookAt(place, uploadName(upload), signal);
  if (final) return final;
  throw aborted();
}

/** Milliseconds between looks at an object that somebody else may be putting together. */
const LOOKS = [0, 200, 400, 800];

/** Ceph answers 500 to the second of two completions while the first is at work (measured on 16.2.15). */
async function completedByOthers(
  place: S3Place,
  upload: Upload,
  failure: unknown,
  signal: AbortSignal,
): Promise<S3Object> {
  const isTrouble = failure instanceof SignerError && failure.code === 'storage-unavailable';
  for (const pause of isTrouble ? LOOKS : []) {
    await sleep(pause, signal);
    const final = await lookAt(place, uploadName(upload), signal);
    if (final) return final;
  }
  throw failure;
}

/** The parts as storage has them. Tells all that is wrong at once, by part number; storage's own refusal names none. */
function choose(
  { proof }: S3Place,
  held: readonly S3Part[],
  parts: readonly PartRecord[],
): readonly S3Part[] {
  const byNumber = new Map(held.map((part) => [part.partNumber, part]));
  const faults = new Map<number, PartFault>();
  const chosen = parts.flatMap(({ partNumber, size, etag }) => {
    const stored = byNumber.get(partNumber);
    if (!stored) faults.set(partNumber, 'missing');
    else if (stored.size !== size) faults.set(partNumber, 'size');
    else if (proof.hashOf(stored) !== etag) faults.set(partNumber, 'hash');
    return stored ?? [];
  });
  if (faults.size > 0) throw partFaultError(faults);
  return chosen;
}

interface Inspected {
  readonly place: S3Place;
  readonly upload: Upload;
  readonly final: S3Object;
}

/**
 * Parts of an unfinished multipart upload cannot be read, so what is inspected is the object under its final, random
 * name, which nobody was told a receipt for. It is deleted if it is refused; a record that it passed keeps
 * that from happening later.
 */
async function inspectOnce(
  { place: { bucket }, upload, final }: Inspected,
  inspection: Inspection,
  signal: AbortSignal,
): Promise<void> {
  const key = uploadName(upload);
  if ((await readRecord(bucket, upload, signal)) === final.etag) return;
  const read: ReadBytes = async (start, end) => {
    const last = Math.min(end, final.size);
    if (start >= last) return new Uint8Array();
    return readS3(bucket, { key, etag: final.etag, start, end: last }, signal);
  };
  try {
    await inspection.look({ key, read });
  } catch (error) {
    // A refusal is told also where storage could not delete what was refused. Another replica may pass it in the meantime, and its
    // receipt stays.
    if (isContentRefusal(error)) {
      await removeAwaiting(bucket, upload, signal).catch(() => undefined);
    }
    throw error;
  }
  await writeRecord(bucket, upload, final.etag, signal);
}

/** Whether it was put together to be inspected, and nobody says that it passed. */
async function isAwaiting(bucket: S3Bucket, upload: Upload, signal: AbortSignal): Promise<boolean> {
  if ((await readRecord(bucket, upload, signal)) !== undefined) return false;
  return (await readPartList(bucket, upload, signal))?.awaits === 'inspection';
}

/** Deletes the object where no receipt is given for it, nor will be. */
async function removeAwaiting(
  bucket: S3Bucket,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  if (!(await isAwaiting(bucket, upload, signal))) return;
  await markAborted(bucket, upload, signal);
  // Whoever passed it before the mark says so by now; whoever passes it later sees the mark.
  if (!(await isAwaiting(bucket, upload, signal))) return;
  await deleteS3(bucket, uploadName(upload), signal);
  await deletePartList(bucket, upload, signal);
}

/** Of a completed upload, the list it was completed by, if that is what became of it. */
async function heldParts(
  place: S3Place,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const { bucket, proof } = place;
  const held = await listMultipart(bucket, multipartOf(upload), signal);
  if (held) {
    return held.map((part) => {
      const { partNumber, size } = part;
      return { partNumber, size, etag: proof.hashOf(part) };
    });
  }
  const final = await lookAt(place, uploadName(upload), signal);
  const list = final && (await readPartList(bucket, upload, signal));
  return list && proof.hashOfWhole(list.parts) === proof.hashOf(final) ? list.parts : [];
}

/** How often an abort is repeated: a part on its way may arrive after the first (Amazon S3 API Reference). */
const ABORTS = 3;

/**
 * Deletes also what was put together to be inspected and could not be judged; what has a receipt stays. The mark comes before the
 * parts go: the S3 API of OpenStack Swift takes them from a completion that is under way.
 */
async function abort({ bucket }: S3Place, upload: Upload, signal: AbortSignal): Promise<void> {
  const isWhole = async (): Promise<boolean> =>
    (await headS3(bucket, uploadName(upload), signal)) !== undefined;
  if (await isWhole()) return removeAwaiting(bucket, upload, signal);
  const isRecorded = async (): Promise<boolean> =>
    (await readRecord(bucket, upload, signal)) !== undefined;
  const giveUp = (): Promise<void> => abortParts(bucket, upload, signal);
  await withRoom(() => markAborted(bucket, upload, signal), giveUp);
  // A completion that says so before it could see the mark may give a receipt.
  if (await isRecorded()) return;
  await giveUp();
  // A completion on another replica may have been faster than that. It sees the mark, and gives no receipt.
  if ((await isWhole()) && !(await isRecorded())) {
    await deleteS3(bucket, uploadName(upload), signal);
  }
  await deletePartList(bucket, upload, signal);
}

async function abortParts(bucket: S3Bucket, upload: Upload, signal: AbortSignal): Promise<void> {
  const multipart = multipartOf(upload);
  for (let tries = 1; tries <= ABORTS; tries += 1) {
    await abortMultipart(bucket, multipart, signal);
    if ((await listMultipart(bucket, multipart, signal)) === undefined) break;
  }
}
