/**
 * Completion for a signer that has Swift credentials: parts land under `parts/<upload id>/`, where they expire by
 * themselves; the final object is made by a server-side COPY to a name that no URL ever covered. A replayed PUT URL can
 * only bring back a part, never touch what a receipt names. See `docs/decisions/0002-signer-completion.md`.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { attachment } from '../file-name.js';
import { PARTS_PREFIX } from '../object-key.js';
import type { PartRecord } from '../schema.js';
import { encodePath } from './object-name.js';
import type { StoredObject, Upload } from './storage.js';
import { DEFAULT_TIMEOUT, swiftRefusal } from './swift-http.js';
import { assertSameBytes, deleteObject, headObject } from './swift-object.js';
import type { SwiftContainer, SwiftObject } from './swift-object.js';

/** Bytes per millisecond a server-side copy reaches at the very least; measured: 190 000. */
const SLOWEST_COPY = 10_000;

/** Name of a part: `parts/<upload id>/00000001`. */
export function partName(upload: Upload, partNumber: number): string {
  return `${PARTS_PREFIX}${upload.id}/${String(partNumber).padStart(8, '0')}`;
}

/** What storage holds: the part, or, when the upload is already complete, the final object. */
export async function copiedParts(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const stored =
    (await headObject(container, upload.key, signal)) ??
    (await headObject(container, partName(upload, 1), signal));
  return stored ? [{ partNumber: 1, size: stored.size, etag: stored.etag }] : [];
}

/** HEAD final, HEAD part, COPY, HEAD final, DELETE part; each step is safe to repeat. */
export async function completeByCopy(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
): Promise<StoredObject> {
  const [before, source] = await Promise.all([
    headObject(container, upload.key, signal),
    headObject(container, partName(upload, 1), signal),
  ]);
  if (before) {
    assertSameUpload(before, part);
    if (source) await forget(container, upload, signal);
    return stored(container, upload, before);
  }
  assertSameBytes(source, part, upload);
  await copy(container, upload, part, signal);
  const after = await headObject(container, upload.key, signal);
  if (after && (after.etag !== part.etag || after.size !== part.size)) {
    // Only a storage that ignores If-Match on a copy gets here. No receipt names these bytes: away with them.
    await deleteObject(container, upload.key, signal);
  }
  assertSameBytes(after, part, upload);
  if (after.expires) {
    throw new SignerError('storage-refused', 'Storage set an expiry on the final object.');
  }
  await forget(container, upload, signal);
  return stored(container, upload, after);
}

/** The final name is never written twice: the same bytes are the same upload, others come too late. */
function assertSameUpload(existing: SwiftObject, part: PartRecord): void {
  if (existing.etag === part.etag && existing.size === part.size) return;
  throw new SignerError(
    'already-completed',
    'This upload was completed before, with other bytes; those are kept.',
  );
}

/**
 * `If-Match` on a copy is a condition on its source (measured: 412, nothing is written), so that a part replaced
 * between HEAD and COPY cannot become the final object. `X-Fresh-Metadata` drops `X-Delete-At` and all that the
 * uploader set; without it both would be copied.
 */
async function copy(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
): Promise<void> {
  const answer = await container.send(
    'PUT',
    upload.key,
    {
      headers: {
        'x-copy-from': encodePath(`/${container.container}/${partName(upload, 1)}`),
        'x-fresh-metadata': 'true',
        'if-match': part.etag,
        'content-type': upload.contentType,
        'content-disposition': attachment(upload.name),
      },
      timeout: DEFAULT_TIMEOUT + Math.ceil(upload.size / SLOWEST_COPY),
    },
    signal,
  );
  if (answer.status === 201) return;
  if (answer.status === 412) {
    throw new SignerError('hash-mismatch', 'The part was replaced while it was being completed.');
  }
  if (answer.status === 404) {
    throw new SignerError('part-missing', 'The part vanished while it was being completed.');
  }
  throw swiftRefusal(answer, 'copy the part to its final name');
}

/** Best effort: a part that stays is deleted by its own `X-Delete-At`. */
async function forget(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<void> {
  await deleteObject(container, partName(upload, 1), signal).catch(() => undefined);
}

function stored(container: SwiftContainer, upload: Upload, object: SwiftObject): StoredObject {
  return {
    container: container.container,
    key: upload.key,
    size: object.size,
    etag: object.etag,
    md5: object.etag,
    contentType: object.contentType,
    parts: 1,
    finalized: 'copy',
    storedAt: Math.floor(object.timestamp),
  };
}
