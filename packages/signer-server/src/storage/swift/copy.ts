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
import { partName } from '../../names/part-name.js';
import { typeToStore } from '../storage.js';
import type { Inspection, StoredObject, Upload } from '../storage.js';
import { bareEtag } from '../bare-etag.js';
import { storedObject } from './completion.js';
import { orCopied } from '../or-copied.js';
import { alreadyCompleted } from '../same-upload.js';
import type { SwiftCompletion } from './completion.js';
import { readRecord, writeRecord } from './completion-record.js';
import { copyObject, replaced } from './copy-object.js';
import { inspectSegments } from './inspect.js';
import { assertSameBytes, deleteObject, headObject, storedAt } from './object.js';
import type { SwiftContainer } from './object.js';
import { seal, sealedCopy, unseal } from './segments.js';
import type { Segment } from './segments.js';

/** For uploads in one part. */
export function copyCompletion(container: SwiftContainer): SwiftCompletion {
  return {
    partName,
    // A new URL covers nothing but the part, which is not needed any more.
    assertUnfinished: () => Promise.resolve(),
    parts: (upload, signal) => copiedParts(container, upload, signal),
    complete: (upload, [part], signal, inspection) => {
      if (!part) throw new SignerError('part-missing', 'No part is reported.');
      return complete(container, upload, part, signal, inspection);
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

/**
 * HEAD record and HEAD part, COPY, PUT record and DELETE part; where there is an inspection, a COPY to a sealed copy before,
 * and its DELETE. Each step is safe to repeat.
 */
async function complete(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspection: Inspection | undefined,
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
  const make = (): Promise<StoredObject> => {
    assertSameBytes(source, part, upload);
    return inspectAndCopy(container, upload, part, signal, inspection);
  };
  const stored = await orCopied(make, () => copied(container, upload, part, signal));
  await Promise.all([
    writeRecord(container, upload, part.etag, signal),
    forget(container, upload, signal),
  ]);
  return stored;
}

/** What is inspected is a sealed copy of the part, and that is what is copied on. */
async function inspectAndCopy(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspection: Inspection | undefined,
): Promise<StoredObject> {
  const sent = { ...part, name: partName(upload, 1) };
  if (!inspection) return copy(container, upload, sent, signal);
  const sealed = sealedCopy(upload, sent);
  try {
    await seal(container, upload, sealed, signal);
    const key = contentName(upload, part.etag);
    const refuse = (): Promise<void> => forget(container, upload, signal);
    const inspected = { container, upload, key, segments: [sealed], refuse };
    await inspectSegments(inspected, inspection, signal);
    return await copy(container, upload, sealed, signal);
  } finally {
    await unseal(container, [sealed], signal);
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

/** From the part, or from the sealed copy of it that was inspected. */
async function copy(
  container: SwiftContainer,
  upload: Upload,
  { name: from, etag, size }: Segment,
  signal: AbortSignal,
): Promise<StoredObject> {
  const key = contentName(upload, etag);
  const contentType = typeToStore(upload);
  const headers = {
    'content-type': contentType,
    'content-disposition': attachment(upload.name),
  };
  const answer = await copyObject(container, { from, to: key, etag, size, headers }, signal);
  const made = bareEtag(answer.headers.get('etag') ?? '');
  const at = storedAt(answer.headers);
  // 202: another replica's copy of the same bytes is a moment newer.
  if (answer.status === 201 && made !== '' && !Number.isNaN(at)) {
    if (made !== etag) throw replaced();
    return storedObject(container, upload, { key, etag, size, contentType, storedAt: at }, 'copy');
  }
  // A proxy may drop these headers.
  const known = await copied(container, upload, { partNumber: 1, etag, size }, signal);
  if (known) return known;
  throw new SignerError('storage-unavailable', 'Storage does not show the object it has copied.');
}

/** Best effort: a part that stays is deleted by its own `X-Delete-At`. */
async function forget(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  await deleteObject(container, partName(upload, 1), signal).catch(() => undefined);
}
