/**
 * Completion of an upload in more than one part: a Static Large Object. The manifest is written by the signer, to a name
 * that no URL ever covered; it names size and MD5 of every part, so that a part replaced later is a read error, never
 * other bytes. See `docs/decisions/0002-signer-completion.md`.
 *
 * The manifest is born with an expiry and loses it last, when every part is proven to stay. So "there, and does not
 * expire" means finished, and an object whose parts might vanish is never left behind. The record beside the parts tells
 * its name to who does not know the hashes: an abort, or a page that wants a part signed again.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { attachment } from '../../names/file-name.js';
import { contentName } from '../../names/final-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { partName, partNumberOf, partPrefix } from '../../names/part-name.js';
import { typeToStore } from '../storage.js';
import type { StoredObject, Upload } from '../storage.js';
import { storedObject } from './completion.js';
import { markName } from '../completion-mark.js';
import { alreadyCompleted, assertSameUpload } from '../same-upload.js';
import type { SwiftCompletion } from './completion.js';
import { patient } from './collision.js';
import { readRecord, writeRecord } from './completion-record.js';
import { deleteObjects } from './delete.js';
import { swiftRefusal } from './http.js';
import { keepParts } from './keep-parts.js';
import { listObjects } from './listing.js';
import { manifestEtag, putManifest } from './manifest-request.js';
import { headObject } from './object.js';
import type { SwiftObject, TokenContainer } from './object.js';

/** Parts that may be on their way beyond the last that is listed: more than twice the connections a browser opens. */
const ON_THEIR_WAY = 16;

/** @param bulkDeletes - most objects in one bulk delete; undefined if there is no such thing. */
export function manifestCompletion(
  container: TokenContainer,
  bulkDeletes: (signal: AbortSignal) => Promise<number | undefined>,
): SwiftCompletion {
  return {
    partName,
    finalName: nameOf,
    assertUnfinished: async (upload, signal) => {
      if (!(await wasFinished(container, upload, signal))) return;
      throw new SignerError(
        'already-completed',
        'This upload is complete; a part that is sent again could make it unreadable.',
      );
    },
    parts: (upload, signal) => listedParts(container, upload, signal),
    complete: (upload, parts, signal, inspect) =>
      complete(container, upload, parts, signal, inspect),
    abort: async (upload, signal) => {
      if (!(await removeUnfinished(container, upload, signal))) return;
      const names = await namesToDelete(container, upload, signal);
      await deleteObjects(container, names, await bulkDeletes(signal), signal);
    },
  };
}

/** The name commits to all parts, by the ETag of the manifest that names them. */
function nameOf(upload: Upload, parts: readonly PartRecord[]): string {
  return contentName(upload, manifestEtag(parts));
}

/** Whether a final object stays that was made of this upload's parts. */
async function wasFinished(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<boolean> {
  const hash = await readRecord(container, upload, signal);
  if (hash === undefined) return false;
  return isFinished(await headObject(container, contentName(upload, hash), signal));
}

function isFinished(final: SwiftObject | undefined): final is SwiftObject {
  return final !== undefined && !final.expires;
}

/**
 * PUT of the manifest, PUT of the record, POST and HEAD of every part, POST and HEAD of the manifest; each step is safe to
 * repeat.
 */
async function complete(
  container: TokenContainer,
  upload: Upload,
  parts: readonly PartRecord[],
  signal: AbortSignal,
  inspect: () => Promise<void>,
): Promise<StoredObject> {
  const whole = { etag: manifestEtag(parts), size: upload.size };
  const key = nameOf(upload, parts);
  const calm = patient(container);
  const look = (): Promise<SwiftObject | undefined> => headObject(calm, key, signal);
  let taken = await headObject(container, key, signal);
  if (!taken && (await wasFinished(container, upload, signal))) throw alreadyCompleted();
  // Taken in the meantime: another replica is at the same upload.
  if (!taken && !(await begin(container, upload, parts, signal))) {
    taken = await look();
    if (!taken) throw vanished();
  }
  const stored = (final: SwiftObject | undefined): StoredObject =>
    storedObject(container, upload, { ...proven(final, whole), key }, 'manifest');
  if (isFinished(taken)) return stored(taken);
  // Swift has looked at every part and can name those that are missing; what it wrote still expires.
  await writeRecord(container, upload, whole.etag, signal);
  await inspect();
  await keepParts(calm, upload, parts, signal);
  await finish(calm, upload, key, signal);
  return stored(await look());
}

/**
 * Writes the manifest.
 *
 * @returns false if another replica did, also when Swift could not see the parts because that one is keeping them.
 */
async function begin(
  container: TokenContainer,
  upload: Upload,
  parts: readonly PartRecord[],
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await putManifest(container, upload, parts, signal);
  } catch (error) {
    const missing = error instanceof SignerError && error.code === 'part-missing';
    if (missing && (await headObject(container, nameOf(upload, parts), signal))) return false;
    throw error;
  }
}

/** Takes the expiry from the manifest: POST drops what is not sent again, and keeps that it is a manifest (measured). */
async function finish(
  container: TokenContainer,
  upload: Upload,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const headers = {
    'content-type': typeToStore(upload),
    'content-disposition': attachment(upload.name),
    'x-remove-delete-at': 'x',
  };
  const answer = await container.send('POST', key, { headers }, signal);
  if (answer.status === 404) throw vanished();
  if (answer.status < 200 || answer.status > 299) throw swiftRefusal(answer, 'keep the object');
}

function vanished(): SignerError {
  return new SignerError('part-missing', 'The upload was aborted while it was being completed.');
}

/** Never a receipt for anything but this manifest, and only if it stays. */
function proven(
  final: SwiftObject | undefined,
  whole: { readonly etag: string; readonly size: number },
): SwiftObject {
  if (!final) throw vanished();
  assertSameUpload(final, whole);
  if (!final.manifest) {
    throw new SignerError('storage-refused', 'Storage did not put the parts together (no SLO).');
  }
  if (final.expires) {
    throw new SignerError('storage-refused', 'Storage set an expiry on the final object.');
  }
  return final;
}

/** Parts have eight digits: nothing of the upload sorts behind its last part. */
function partsOf(upload: Upload): { readonly prefix: string; readonly last: string } {
  return { prefix: partPrefix(upload), last: partName(upload, upload.partCount) };
}

async function listedParts(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const listed = await listObjects(container, partsOf(upload), signal);
  return listed.flatMap(({ name, bytes, hash }) => {
    const partNumber = partNumberOf(name);
    return partNumber === undefined ? [] : [{ partNumber, size: bytes, etag: hash }];
  });
}

/**
 * Every part that is listed, and those that may be on their way: a PUT goes on for a moment after its page has given up,
 * as long as there are bytes in sockets. Deleting what is not there leaves a tombstone that is newer than such a PUT,
 * which is then answered 201 and gone (measured).
 */
async function namesToDelete(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const listed = await listedParts(container, upload, signal);
  const last = Math.max(0, ...listed.map(({ partNumber }) => partNumber));
  const length = Math.min(upload.partCount, last + ON_THEIR_WAY);
  return [...Array.from({ length }, (_, index) => partName(upload, index + 1)), markName(upload)];
}

/**
 * Deletes a manifest that a signer left half done.
 *
 * @returns false if the upload is finished and everything stays.
 */
async function removeUnfinished(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<boolean> {
  const hash = await readRecord(container, upload, signal);
  if (hash === undefined) return true;
  const key = contentName(upload, hash);
  const final = await headObject(container, key, signal);
  if (!final) return true;
  const deleteAt = final.headers.get('x-delete-at');
  if (deleteAt === null) return false;
  // A condition on the expiry (measured: 412), so that one which another replica finishes now is not deleted.
  const headers = { 'x-if-delete-at': deleteAt };
  const answer = await container.send('DELETE', key, { headers }, signal);
  if (answer.status === 412) return false;
  if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return true;
  throw swiftRefusal(answer, 'delete the unfinished object');
}
