/**
 * Completion of an upload in more than one part: a Static Large Object. The manifest is written by the signer, to a name
 * that no URL ever covered; it names size and MD5 of every part, so that a part replaced later is a read error, never
 * other bytes. What an inspection may read is copied first, so that not even other bytes of the same MD5 can take its
 * place. See `docs/decisions/0002-signer-completion.md` and `0037-inspect-what-is-kept.md`.
 *
 * The manifest is born with an expiry and loses it last, when every part is proven to stay. So an object whose parts might
 * vanish is never left behind. The record beside the parts tells its name to who does not know the hashes: an abort, or a
 * page that wants a part signed again.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { attachment } from '../../names/file-name.js';
import { contentName } from '../../names/final-name.js';
import { partName } from '../../names/part-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { typeToStore } from '../storage.js';
import type { StoredObject, Upload } from '../storage.js';
import { assertNotAborted } from './abort-mark.js';
import { storedObject } from './completion.js';
import { aborted, assertSameUpload } from '../same-upload.js';
import type { SwiftCompletion } from './completion.js';
import { patient } from './collision.js';
import { swiftRefusal } from './http.js';
import { inspectSegments } from './inspect.js';
import { keepParts } from './keep-parts.js';
import { abortManifest, wasFinished } from './manifest-abort.js';
import { listedParts } from './manifest-parts.js';
import { claim, confirm } from './manifest-claim.js';
import { assertHeld, begin, takenSegments } from './manifest-begin.js';
import type { Completing } from './manifest-begin.js';
import { manifestEtag } from './manifest-request.js';
import { INSPECTED, inspectedMark, isFinished } from './manifest-state.js';
import { headObject } from './object.js';
import type { SwiftObject, TokenContainer } from './object.js';
import type { Segment } from './segments.js';

/** @param bulkDeletes - most objects in one bulk delete; undefined if there is no such thing. */
export function manifestCompletion(
  container: TokenContainer,
  bulkDeletes: (signal: AbortSignal) => Promise<number | undefined>,
): SwiftCompletion {
  const abort = (upload: Upload, signal: AbortSignal): Promise<void> =>
    abortManifest(container, upload, bulkDeletes, signal);
  return {
    partName,
    assertUnfinished: async (upload, signal) => {
      if (!(await wasFinished(container, upload, signal))) return;
      throw new SignerError(
        'already-completed',
        'This upload is complete; a part that is sent again could make it unreadable.',
      );
    },
    parts: (upload, signal) => listedParts(container, upload, signal),
    complete: (upload, parts, signal, inspection) => {
      const key = nameOf(upload, parts);
      const refuse = (): Promise<void> => abort(upload, signal);
      return complete({ container, upload, parts, key, inspection, refuse }, signal);
    },
    abort,
  };
}

/** The name commits to all parts, by the ETag of the manifest that names them. */
function nameOf(upload: Upload, parts: readonly PartRecord[]): string {
  return contentName(upload, manifestEtag(parts));
}

/**
 * PUT of the record, PUT of the manifest, POST and HEAD of every part, POST and HEAD of the manifest; where there is an
 * inspection, a COPY of what it may read before, and two looks at the manifest; before and after it all a look for an abort.
 * Each step is safe to repeat.
 */
async function complete(completing: Completing, signal: AbortSignal): Promise<StoredObject> {
  const { container, upload, key, inspection } = completing;
  const calm = patient(container);
  const whole = { etag: manifestEtag(completing.parts), size: upload.size };
  const stored = (final: SwiftObject | undefined): StoredObject =>
    storedObject(container, upload, { ...proven(final, whole), key }, 'manifest');
  const taken = await headObject(container, key, signal);
  if (taken && (await isFinished(container, upload, { key, final: taken }, signal))) {
    await assertNotAborted(container, upload, signal);
    return stored(taken);
  }
  await claim(completing, whole.etag, signal);
  // Swift looks at every part and can name those that are missing; what it writes still expires.
  const segments = taken
    ? await takenSegments(completing, signal)
    : await begin(completing, signal);
  if (inspection) await inspectSegments({ ...completing, segments }, inspection, signal);
  await assertHeld(completing, segments, signal);
  await keepParts(calm, segments, signal);
  await assertHeld(completing, segments, signal);
  await finish({ ...completing, container: calm }, segments, signal);
  await assertHeld(completing, segments, signal);
  const made = stored(await headObject(calm, key, signal));
  await confirm(completing, whole.etag, signal);
  // Last: an abort that began later finds the object finished.
  await assertNotAborted(container, upload, signal);
  return made;
}

/** Takes the expiry from the manifest: POST drops what is not sent again, and keeps that it is a manifest (measured). */
async function finish(
  { container, upload, key, inspection }: Completing,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<void> {
  const names = segments.map(({ name }) => name);
  const headers = {
    'content-type': typeToStore(upload),
    'content-disposition': attachment(upload.name),
    'x-remove-delete-at': 'x',
    ...(inspection && { [INSPECTED]: inspectedMark(upload, names) }),
  };
  const answer = await container.send('POST', key, { headers }, signal);
  if (answer.status === 404) throw aborted();
  if (answer.status < 200 || answer.status > 299) throw swiftRefusal(answer, 'keep the object');
}

/** Never a receipt for anything but this manifest, and only if it stays. */
function proven(
  final: SwiftObject | undefined,
  whole: { readonly etag: string; readonly size: number },
): SwiftObject {
  if (!final) throw aborted();
  assertSameUpload(final, whole);
  if (!final.manifest) {
    throw new SignerError('storage-refused', 'Storage did not put the parts together (no SLO).');
  }
  if (final.expires) {
    throw new SignerError('storage-refused', 'Storage set an expiry on the final object.');
  }
  return final;
}
