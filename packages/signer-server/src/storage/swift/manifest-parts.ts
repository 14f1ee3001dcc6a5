/**
 * What lies under the prefix of an upload in parts: what can be resumed, and what is to be deleted.
 *
 * @module
 */
import { isSealed, partName, partNumberOf, partPrefix } from '../../names/part-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { abortMarkName } from '../completion-mark.js';
import type { Upload } from '../storage.js';
import { listObjects } from './listing.js';
import type { ListedObject } from './listing.js';
import type { TokenContainer } from './object.js';

/** Parts that may be on their way beyond the last that is listed: more than twice the connections a browser opens. */
const ON_THEIR_WAY = 16;

/** The parts that storage lists. */
export async function listedParts(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  const last = partName(upload, upload.partCount);
  return (await listed(container, upload, last, signal)).flatMap(recordOf);
}

/**
 * Every part and sealed copy that is listed, and the parts that may be on their way; not the marks that say how far the upload
 * is. A PUT goes on for a moment after its page has given up, as long as there are bytes in sockets. Deleting what is not
 * there leaves a tombstone that is newer than such a PUT, which is then answered 201 and gone (measured).
 */
export async function namesToDelete(
  container: TokenContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found = await listed(container, upload, abortMarkName(upload), signal);
  const numbers = found.flatMap(recordOf).map(({ partNumber }) => partNumber);
  const length = Math.min(upload.partCount, Math.max(0, ...numbers) + ON_THEIR_WAY);
  const parts = Array.from({ length }, (_, index) => partName(upload, index + 1));
  const sealed = found.map(({ name }) => name).filter(isSealed);
  return [...parts, ...sealed];
}

/** @param last - nothing of the upload that matters sorts behind it: parts have eight digits, and the mark letters. */
function listed(
  container: TokenContainer,
  upload: Upload,
  last: string,
  signal: AbortSignal,
): Promise<readonly ListedObject[]> {
  return listObjects(container, { prefix: partPrefix(upload), last }, signal);
}

function recordOf({ name, bytes, hash }: ListedObject): readonly PartRecord[] {
  const partNumber = partNumberOf(name);
  return partNumber === undefined ? [] : [{ partNumber, size: bytes, etag: hash }];
}
