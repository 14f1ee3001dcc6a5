/**
 * Completion for a signer that has Swift credentials: parts land under `parts/<upload id>/`, where they expire by
 * themselves; the final object is made by a server-side COPY to a name that no URL ever covered. A replayed PUT URL can
 * only bring back a part, never touch what a receipt names. See `docs/decisions/0002-signer-completion.md`.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { attachment } from '../../names/file-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { encodePath } from '../../names/object-name.js';
import { partName } from '../../names/part-name.js';
import { typeToStore } from '../storage.js';
import type { StoredObject, Upload } from '../storage.js';
import { storedObject } from './completion.js';
import { assertSameUpload } from '../same-upload.js';
import type { SwiftCompletion } from './completion.js';
import { DEFAULT_TIMEOUT, swiftRefusal } from './http.js';
import { assertSameBytes, deleteObject, headObject } from './object.js';
import type { SwiftContainer, SwiftObject } from './object.js';

/** Bytes per millisecond a server-side copy reaches at the very least; measured: 190 000. */
const SLOWEST_COPY = 10_000;

/** For uploads in one part. */
export function copyCompletion(container: SwiftContainer): SwiftCompletion {
  return {
    partName,
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

/** What storage holds: the part, or, when the upload is already complete, the final object. */
async function copiedParts(
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
async function complete(
  container: SwiftContainer,
  upload: Upload,
  part: PartRecord,
  signal: AbortSignal,
  inspect: () => Promise<void>,
): Promise<StoredObject> {
  const [before, source] = await Promise.all([
    headObject(container, upload.key, signal),
    headObject(container, partName(upload, 1), signal),
  ]);
  const known = async (final: SwiftObject): Promise<StoredObject> => {
    assertSameUpload(final, part);
    if (source) await forget(container, upload, signal);
    return storedObject(container, upload, final, 'copy');
  };
  if (before) return known(before);
  try {
    assertSameBytes(source, part, upload);
    await inspect();
    await copy(container, upload, part, signal);
  } catch (error) {
    // Not there, or not any more: another replica may have copied and deleted it since the look at the final name.
    const missing = error instanceof SignerError && error.code === 'part-missing';
    const final = missing ? await headObject(container, upload.key, signal) : undefined;
    if (!final) throw error;
    return known(final);
  }
  const after = await headObject(container, upload.key, signal);
  // Other bytes are refused and stay: another replica may have copied them, and its receipt names them.
  assertSameBytes(after, part, upload);
  if (after.expires) {
    throw new SignerError('storage-refused', 'Storage set an expiry on the final object.');
  }
  await forget(container, upload, signal);
  return storedObject(container, upload, after, 'copy');
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
        'content-type': typeToStore(upload),
        'content-disposition': attachment(upload.name),
      },
      timeout: DEFAULT_TIMEOUT + Math.ceil(upload.size / SLOWEST_COPY),
    },
    signal,
  );
  // 202: another replica's copy is a moment newer (measured). The HEAD that follows says whether it is of the same bytes.
  if (answer.status === 201 || answer.status === 202) return;
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
