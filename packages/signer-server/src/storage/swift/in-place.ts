/**
 * Completion for a signer that has nothing but a TempURL key: the file is PUT at its final, random name, and the
 * signer looks at it through URLs of its own. The receipt says `finalized: "in-place"`, because whoever holds an
 * unexpired PUT URL could still replace the object.
 *
 * Where the cluster allows POST by TempURL, the object carries `X-Delete-After` until it is completed, and a mark
 * afterwards: POST drops every header that is not sent again, also `X-Delete-At` (measured).
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { attachment } from '../../names/file-name.js';
import { uploadName } from '../../names/final-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { typeToStore } from '../storage.js';
import type { StoredObject, Upload } from '../storage.js';
import { storedObject } from './completion.js';
import type { SwiftCompletion } from './completion.js';
import { swiftRefusal } from './http.js';
import { assertSameBytes, deleteObject, headObject } from './object.js';
import type { SwiftContainer, SwiftObject } from './object.js';

/** Only `X-Object-Meta-Public-*` is shown to a TempURL HEAD. */
const MARK = 'x-object-meta-public-upload-completed';

/** For a signer without credentials. Whether POST is there was asked when the upload began (`in-place+post`). */
export function inPlaceCompletion(container: SwiftContainer): SwiftCompletion {
  return {
    partName: uploadName,
    finalName: uploadName,
    assertUnfinished: (upload, signal) => assertUnfinished(container, upload, signal),
    parts: async (upload, signal) => {
      const object = await headObject(container, uploadName(upload), signal);
      return object ? [{ partNumber: 1, size: object.size, etag: object.etag }] : [];
    },
    complete: (upload, [part], signal, inspect) => {
      if (!part) throw new SignerError('part-missing', 'No part is reported.');
      return complete(container, upload, part, signal, inspect);
    },
    abort: (upload, signal) => abort(container, upload, signal),
  };
}

/** All that {@link keep} leaves behind; the mark alone could have been sent with the upload itself. */
function isCompleted({ headers, expires }: SwiftObject, upload: Upload): boolean {
  return (
    headers.get(MARK) === upload.id &&
    headers.get('content-disposition') === attachment(upload.name) &&
    !headers.has('content-encoding') &&
    !expires
  );
}

/**
 * Before a PUT is signed again: not over an object that a receipt may name. Without POST there is no mark, and an
 * object of the right size has to count as finished.
 */
async function assertUnfinished(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  const object = await headObject(container, uploadName(upload), signal);
  if (!object) return;
  const finished =
    upload.handle === 'in-place+post' ? isCompleted(object, upload) : object.size === upload.size;
  if (finished) {
    throw new SignerError(
      'already-completed',
      'The object is already there; a new URL could replace it. Complete the upload, or abort it and start again.',
    );
  }
}

/** HEAD; with POST also POST and HEAD again. Safe to repeat. */
async function complete(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspect: () => Promise<void>,
): Promise<StoredObject> {
  let object = await headObject(container, uploadName(upload), signal);
  if (object && isCompleted(object, upload) && object.etag !== part.etag) {
    throw new SignerError(
      'already-completed',
      'This upload was completed before, with other bytes; those are kept.',
    );
  }
  assertSameBytes(object, part, upload);
  if (!isCompleted(object, upload)) await inspect();
  if (upload.handle === 'in-place+post' && !isCompleted(object, upload)) {
    await keep(container, upload, signal);
    object = await headObject(container, uploadName(upload), signal);
    assertSameBytes(object, part, upload);
  }
  assertKept(object, upload);
  return storedObject(container, upload, { ...object, key: uploadName(upload) }, 'in-place');
}

/** Clears the expiry and whatever headers the uploader set, and leaves the mark. */
async function keep(container: SwiftContainer, upload: Upload, signal: AbortSignal): Promise<void> {
  const headers = {
    'content-type': typeToStore(upload),
    'content-disposition': attachment(upload.name),
    [MARK]: upload.id,
  };
  const answer = await container.send('POST', uploadName(upload), { headers }, signal);
  if (answer.status === 404) {
    throw new SignerError('part-missing', 'The object vanished while it was being completed.');
  }
  if (answer.status < 200 || answer.status > 299) throw swiftRefusal(answer, 'keep the object');
}

/** Never a receipt for an object that will vanish, or that is served as another type than was allowed. */
function assertKept(object: SwiftObject, upload: Upload): void {
  if (object.expires) {
    throw new SignerError(
      'storage-refused',
      'The stored object would be deleted by itself (X-Delete-At), and storage does not let the signer change that.',
    );
  }
  const type = object.contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== typeToStore(upload)) {
    throw new SignerError(
      'type-not-allowed',
      `The object was stored as ${JSON.stringify(object.contentType)}; the grant says ${typeToStore(upload)}.`,
    );
  }
}

/** Deletes an unfinished object. With a mark it is finished, and stays. */
async function abort(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  if (upload.handle === 'in-place+post') {
    const object = await headObject(container, uploadName(upload), signal);
    if (!object || isCompleted(object, upload)) return;
  }
  await deleteObject(container, uploadName(upload), signal);
}
