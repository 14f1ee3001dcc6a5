/**
 * Completion for a signer that has Swift credentials: parts land under `parts/<upload id>/`, where they expire by
 * themselves; the final object is made by a server-side copy to a name that no URL ever covered and that commits to the
 * bytes. A replayed PUT URL can only bring back a part, never touch what a receipt names. See
 * `docs/decisions/0022-names-by-content.md`.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { attachment } from '../../names/file-name.js';
import { contentName } from '../../names/final-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { encodePath } from '../../names/object-name.js';
import { partName } from '../../names/part-name.js';
import { typeToStore } from '../storage.js';
import type { StoredObject, Upload } from '../storage.js';
import { bareEtag } from '../bare-etag.js';
import { storedObject } from './completion.js';
import { alreadyCompleted } from '../same-upload.js';
import type { SwiftCompletion } from './completion.js';
import { readRecord, writeRecord } from './completion-record.js';
import { DEFAULT_TIMEOUT, swiftRefusal } from './http.js';
import { assertSameBytes, deleteObject, headObject, storedAt } from './object.js';
import type { SwiftContainer } from './object.js';

/** Bytes per millisecond a server-side copy reaches at the very least; measured: 190 000. */
const SLOWEST_COPY = 10_000;

/** For uploads in one part. */
export function copyCompletion(container: SwiftContainer): SwiftCompletion {
  return {
    partName,
    finalName: (upload, [part]) => contentName(upload, part?.etag ?? ''),
    // A new URL covers nothing but the part, which is not needed any more.
    assertUnfinished: () => Promise.resolve(),
    parts: (upload, signal) => copiedParts(container, upload, signal),
    complete: (upload, [part], signal, inspect) => {
      if (!part) throw new SignerError('part-missing', 'No part is reported.');
      return complete(container, upload, part, signal, inspect);
    },
    abort: async (upload, signal) => {
      await deleteObject(container, partName(upload, 1), signal);
    },
  };
}

/** What storage holds: the final object, or, when the upload is not complete, the part. */
async function copiedParts(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const [hash, part] = await Promise.all([
    readRecord(container, upload, signal),
    headObject(container, partName(upload, 1), signal),
  ]);
  const stored =
    hash === undefined
      ? part
      : ((await headObject(container, contentName(upload, hash), signal)) ?? part);
  return stored ? [{ partNumber: 1, size: stored.size, etag: stored.etag }] : [];
}

/** HEAD record, HEAD part, COPY, PUT record, DELETE part; each step is safe to repeat. */
async function complete(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspect: () => Promise<void>,
): Promise<StoredObject> {
  const [hash, source] = await Promise.all([
    readRecord(container, upload, signal),
    headObject(container, partName(upload, 1), signal),
  ]);
  if (hash !== undefined) {
    const known = await copied(container, upload, part, signal);
    if (!known) throw alreadyCompleted();
    if (source) await forget(container, upload, signal);
    return known;
  }
  const stored = await copyOnce(container, upload, part, signal, async () => {
    assertSameBytes(source, part, upload);
    await inspect();
  });
  await Promise.all([
    writeRecord(container, upload, part.etag, signal),
    forget(container, upload, signal),
  ]);
  return stored;
}

/** Copies, or finds the copy where the part is not there any more: another replica copied it, or an earlier call did. */
async function copyOnce(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  look: () => Promise<void>,
): Promise<StoredObject> {
  try {
    await look();
    return await copy(container, upload, part, signal);
  } catch (error) {
    const missing = error instanceof SignerError && error.code === 'part-missing';
    const known = missing ? await copied(container, upload, part, signal) : undefined;
    if (!known) throw error;
    return known;
  }
}

/** What these very bytes became, if they were copied before. */
async function copied(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
): Promise<StoredObject | undefined> {
  const key = contentName(upload, part.etag);
  const final = await headObject(container, key, signal);
  if (!final) return undefined;
  // The name promises these bytes.
  assertSameBytes(final, part, upload);
  if (final.expires) {
    throw new SignerError('storage-refused', 'Storage set an expiry on the final object.');
  }
  const contentType = typeToStore(upload);
  return storedObject(container, upload, { ...final, key, contentType }, 'copy');
}

/**
 * `If-Match` on a copy is a condition on its source (measured: 412, nothing is written), so that a part replaced
 * between HEAD and COPY cannot become the final object; `ETag` makes storage compare what it writes. `X-Fresh-Metadata`
 * drops `X-Delete-At` and all that the uploader set; without it both would be copied.
 */
async function copy(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
): Promise<StoredObject> {
  const key = contentName(upload, part.etag);
  const answer = await container.send(
    'PUT',
    key,
    {
      headers: {
        'x-copy-from': encodePath(`/${container.container}/${partName(upload, 1)}`),
        'x-fresh-metadata': 'true',
        'if-match': part.etag,
        etag: part.etag,
        'content-type': typeToStore(upload),
        'content-disposition': attachment(upload.name),
      },
      timeout: DEFAULT_TIMEOUT + Math.ceil(upload.size / SLOWEST_COPY),
    },
    signal,
  );
  if (answer.status === 412 || answer.status === 422) {
    throw replaced();
  }
  if (answer.status === 404) {
    throw new SignerError('part-missing', 'The part vanished while it was being completed.');
  }
  // 202: another replica's copy of the same bytes is a moment newer (measured).
  if (answer.status !== 201 && answer.status !== 202) {
    throw swiftRefusal(answer, 'copy the part to its final name');
  }
  const etag = bareEtag(answer.headers.get('etag') ?? '');
  const at = storedAt(answer.headers);
  if (answer.status === 201 && etag !== '' && !Number.isNaN(at)) {
    if (etag !== part.etag) throw replaced();
    const made = { key, etag, size: part.size, contentType: typeToStore(upload), storedAt: at };
    return storedObject(container, upload, made, 'copy');
  }
  // A proxy may drop these headers.
  const known = await copied(container, upload, part, signal);
  if (known) return known;
  throw new SignerError('storage-unavailable', 'Storage does not show the object it has copied.');
}

function replaced(): SignerError {
  return new SignerError('hash-mismatch', 'The part was replaced while it was being completed.');
}

/** Best effort: a part that stays is deleted by its own `X-Delete-At`. */
async function forget(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  await deleteObject(container, partName(upload, 1), signal).catch(() => undefined);
}
