/**
 * Completion for a signer that has nothing but a TempURL key: the file is PUT at its final, random name, and the
 * signer looks at it through URLs of its own. The receipt says `finalized: "in-place"`, because whoever holds an
 * unexpired PUT URL could still replace the object.
 *
 * That an upload is complete stands in the record beside the parts, which no uploader's URL covers, and never on the object:
 * an uploader can read whatever is there and send it again with other bytes.
 *
 * Where the cluster allows POST by TempURL, the object carries `X-Delete-After` until it is completed. Each completion
 * sends a POST: that drops every header that is not sent again, also `X-Delete-At` (measured), so nothing stays that the
 * uploader chose. Elsewhere an object with such headers gets no receipt.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { attachment } from '../../names/file-name.js';
import { uploadName } from '../../names/final-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { alreadyCompleted } from '../same-upload.js';
import { typeToStore } from '../storage.js';
import type { Inspection, StoredObject, Upload } from '../storage.js';
import { assertAsGranted } from './chosen-headers.js';
import { assertNotAborted, markAborted } from './abort-mark.js';
import { patient } from './collision.js';
import { storedObject } from './completion.js';
import type { SwiftCompletion } from './completion.js';
import { findRecord, writeFirstRecord } from './completion-record.js';
import { swiftRefusal } from './http.js';
import { inspectSegments } from './inspect.js';
import { withRoom } from '../with-room.js';
import { newest } from './newest.js';
import { assertSameBytes, deleteObject, headObject } from './object.js';
import type { SwiftContainer } from './object.js';

/** For a signer without credentials. Whether POST is there was asked when the upload began (`in-place+post`). */
export function inPlaceCompletion(container: SwiftContainer): SwiftCompletion {
  return {
    partName: uploadName,
    assertUnfinished: (upload, signal) => assertUnfinished(container, upload, signal),
    parts: async (upload, signal) => {
      const object = await headObject(container, uploadName(upload), signal);
      return object ? [{ partNumber: 1, size: object.size, etag: object.etag }] : [];
    },
    complete: (upload, [part], signal, inspection) => {
      if (!part) throw new SignerError('part-missing', 'No part is reported.');
      return complete(container, upload, part, signal, inspection);
    },
    abort: (upload, signal) => abort(container, upload, signal),
  };
}

/** Before a PUT is signed again: not over an object that a receipt may name, whatever is there by now. */
async function assertUnfinished(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  if (!(await findRecord(container, upload, signal))) return;
  throw new SignerError(
    'already-completed',
    'This upload was completed before; a new URL could replace the object. Complete it again, or start it with a new grant.',
  );
}

/** HEAD record and HEAD, PUT record, a look for an abort, POST where that is allowed, and HEAD again. Safe to repeat. */
async function complete(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspection: Inspection | undefined,
): Promise<StoredObject> {
  const key = uploadName(upload);
  const canPost = upload.handle === 'in-place+post';
  const [before, object] = await Promise.all([
    findRecord(container, upload, signal),
    headObject(container, key, signal),
  ]);
  if (before && before.hash !== part.etag) throw alreadyCompleted();
  assertSameBytes(object, part, upload);
  if (!canPost) assertAsGranted(object, upload);
  if (!before && inspection) {
    const refuse = (): Promise<void> => abort(container, upload, signal);
    const segments = [{ ...part, name: key }];
    await inspectSegments({ container, upload, key, segments, refuse }, inspection, signal);
  }
  const record = before ?? (await writeFirstRecord(container, upload, part.etag, signal));
  if (record.hash !== part.etag) throw alreadyCompleted();
  // An abort that began later finds the record. What is aborted keeps its expiry.
  await assertNotAborted(container, upload, signal);
  const calm = patient(container);
  if (canPost) await clear(calm, upload, signal);
  const kept = await headObject(calm, key, signal);
  assertSameBytes(kept, part, upload);
  assertAsGranted(kept, upload);
  // A POST changes the time of the object; the record keeps its own, from which on no PUT is signed any more.
  const { storedAt } = record;
  const contentType = typeToStore(upload);
  return storedObject(container, upload, { ...kept, key, contentType, storedAt }, 'in-place');
}

async function abort(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  const fresh = newest(container);
  const isCompleted = async (): Promise<boolean> =>
    (await findRecord(fresh, upload, signal)) !== undefined;
  const remove = async (): Promise<void> => {
    await deleteObject(container, uploadName(upload), signal);
  };
  if (await isCompleted()) return;
  await withRoom(
    () => markAborted(container, upload, signal),
    async () => {
      // Where no completion has begun, none can: it would have to write its record.
      if (!(await isCompleted())) await remove();
    },
  );
  if (await isCompleted()) return;
  await remove();
}

/** Drops the expiry and whatever headers the uploader set. */
async function clear(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  const headers = {
    'content-type': typeToStore(upload),
    'content-disposition': attachment(upload.name),
  };
  const answer = await container.send('POST', uploadName(upload), { headers }, signal);
  if (answer.status === 404) {
    throw new SignerError('part-missing', 'The object vanished while it was being completed.');
  }
  if (answer.status < 200 || answer.status > 299) throw swiftRefusal(answer, 'keep the object');
}
