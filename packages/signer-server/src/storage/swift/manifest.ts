/**
 * Completion of an upload in more than one part: a Static Large Object. The manifest is written by the signer, to a name
 * that no URL ever covered; it names size and MD5 of every part, so that a part replaced later is a read error, never
 * other bytes. See `docs/decisions/0002-signer-completion.md`.
 *
 * The manifest is born with an expiry and loses it last, when every part is proven to stay. So "there, and does not
 * expire" means finished, without any other record, and an object whose parts might vanish is never left behind.
 *
 * @module
 */
import { mapBounded } from '../../concurrency.js';
import { SignerError } from '../../errors.js';
import { attachment } from '../../names/file-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { partFaultError } from '../part-faults.js';
import type { PartFault } from '../part-faults.js';
import { partName, partNumberOf, partPrefix } from '../../names/part-name.js';
import { typeToStore } from '../storage.js';
import type { StoredObject, Upload } from '../storage.js';
import { storedObject } from './completion.js';
import { assertSameUpload } from '../same-upload.js';
import type { SwiftCompletion } from './completion.js';
import { patient } from './collision.js';
import { deleteObjects } from './delete.js';
import { swiftRefusal } from './http.js';
import { listObjects } from './listing.js';
import { manifestEtag, putManifest } from './manifest-request.js';
import { headObject } from './object.js';
import type { SwiftObject, TokenContainer } from './object.js';

/** Parts that are kept at once. */
const LANES = 16;

/** Parts that may be on their way beyond the last that is listed: more than twice the connections a browser opens. */
const ON_THEIR_WAY = 16;

/** @param bulkDeletes - most objects in one bulk delete; undefined if there is no such thing. */
export function manifestCompletion(
  container: TokenContainer,
  bulkDeletes: (signal: AbortSignal) => Promise<number | undefined>,
): SwiftCompletion {
  return {
    partName,
    assertUnfinished: async (upload, signal) => {
      if (!isFinished(await headObject(container, upload.key, signal))) return;
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

function isFinished(final: SwiftObject | undefined): final is SwiftObject {
  return final !== undefined && !final.expires;
}

/** PUT of the manifest, POST and HEAD of every part, POST and HEAD of the manifest; each step is safe to repeat. */
async function complete(
  container: TokenContainer,
  upload: Upload,
  parts: readonly PartRecord[],
  signal: AbortSignal,
  inspect: () => Promise<void>,
): Promise<StoredObject> {
  const whole = { etag: manifestEtag(parts), size: upload.size };
  const calm = patient(container);
  const look = (): Promise<SwiftObject | undefined> => headObject(calm, upload.key, signal);
  let taken = await headObject(container, upload.key, signal);
  // Taken in the meantime: another replica is at the same upload.
  if (!taken && !(await begin(container, upload, parts, signal))) {
    taken = await look();
    if (!taken) throw vanished();
  }
  if (taken) assertSameUpload(taken, whole);
  if (isFinished(taken)) return storedObject(container, upload, proven(taken, whole), 'manifest');
  // Swift has looked at every part and can name those that are missing; what it wrote still expires.
  await inspect();
  await keepParts(calm, upload, parts, signal);
  await finish(calm, upload, signal);
  return storedObject(container, upload, proven(await look(), whole), 'manifest');
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
    if (missing && (await headObject(container, upload.key, signal))) return false;
    throw error;
  }
}

/** Takes the expiry from every part, and proves that it is gone and that the bytes are still those of the manifest. */
async function keepParts(
  container: TokenContainer,
  upload: Upload,
  parts: readonly PartRecord[],
  signal: AbortSignal,
): Promise<void> {
  const faults = new Map<number, PartFault>();
  await mapBounded(parts, LANES, async (part) => {
    const fault = await keepPart(container, upload, part, signal);
    if (fault) faults.set(part.partNumber, fault);
  });
  if (faults.size > 0) throw partFaultError(faults);
}

async function keepPart(
  container: TokenContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
): Promise<PartFault | undefined> {
  const name = partName(upload, part.partNumber);
  // Any POST drops X-Delete-At (measured); the header says so to a storage that keeps what is not mentioned.
  const headers = { 'x-remove-delete-at': 'x' };
  const answer = await container.send('POST', name, { headers }, signal);
  if (answer.status === 404) return 'missing';
  if (answer.status < 200 || answer.status > 299) throw swiftRefusal(answer, 'keep a part');
  const kept = await headObject(container, name, signal);
  if (!kept) return 'missing';
  if (kept.size !== part.size) return 'size';
  if (kept.etag !== part.etag || kept.indirect) return 'hash';
  if (!kept.expires) return undefined;
  throw new SignerError(
    'storage-refused',
    `Part ${part.partNumber} would be deleted by itself (X-Delete-At), and storage does not let the signer change that.`,
  );
}

/** Takes the expiry from the manifest: POST drops what is not sent again, and keeps that it is a manifest (measured). */
async function finish(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  const headers = {
    'content-type': typeToStore(upload),
    'content-disposition': attachment(upload.name),
    'x-remove-delete-at': 'x',
  };
  const answer = await container.send('POST', upload.key, { headers }, signal);
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
  return Array.from({ length }, (_, index) => partName(upload, index + 1));
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
  const final = await headObject(container, upload.key, signal);
  if (!final) return true;
  const deleteAt = final.headers.get('x-delete-at');
  if (deleteAt === null) return false;
  // A condition on the expiry (measured: 412), so that one which another replica finishes now is not deleted.
  const headers = { 'x-if-delete-at': deleteAt };
  const answer = await container.send('DELETE', upload.key, { headers }, signal);
  if (answer.status === 412) return false;
  if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return true;
  throw swiftRefusal(answer, 'delete the unfinished object');
}
