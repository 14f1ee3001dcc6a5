/**
 * Reading the parts of an upload before they become its final object. Each read is tied to the hash that was reported
 * (`If-Match`), and completion to the same hash: what was inspected is what gets a receipt.
 *
 * @module
 */
import { concatBytes } from '@noble/hashes/utils.js';
import { SignerError } from '../../errors.js';
import type { PartRecord } from '../../wire/schema.js';
import { isContentRefusal } from '../content-refusal.js';
import type { Inspection, ReadBytes, Upload } from '../storage.js';
import type { SwiftCompletion } from './completion.js';
import { SMALL_ANSWER, swiftRefusal } from './http.js';
import type { SwiftContainer } from './object.js';

/** An upload on its way to completion. */
interface Inspected {
  readonly container: SwiftContainer;
  readonly way: SwiftCompletion;
  readonly upload: Upload;
  readonly parts: readonly PartRecord[];
}

/** Lets the inspection look; deletes what it refuses. */
export async function inspectParts(
  inspected: Inspected,
  inspect: Inspection | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (!inspect) return;
  const { way, upload, parts } = inspected;
  try {
    await inspect({ key: way.finalName(upload, parts), read: reader(inspected, signal) });
  } catch (error) {
    if (isContentRefusal(error)) await way.abort(upload, signal);
    throw error;
  }
}

/** Reads across the borders of parts. */
function reader({ container, way, upload, parts }: Inspected, signal: AbortSignal): ReadBytes {
  return async (start, end) => {
    const last = Math.min(end, upload.size);
    const pieces: Uint8Array[] = [];
    for (let at = start; at < last;) {
      const index = Math.floor(at / upload.partSize);
      const part = parts[index];
      if (!part) throw new SignerError('part-missing', `There is no part at byte ${at}.`);
      const from = at - index * upload.partSize;
      const to = Math.min(part.size, last - index * upload.partSize);
      const name = way.partName(upload, part.partNumber);
      pieces.push(await readRange(container, name, { etag: part.etag, from, to }, signal));
      at += to - from;
    }
    return concatBytes(...pieces);
  };
}

interface Range {
  readonly etag: string;
  readonly from: number;
  /** The first byte not wanted any more; greater than `from`. */
  readonly to: number;
}

async function readRange(
  container: SwiftContainer,
  name: string,
  { etag, from, to }: Range,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const headers = { range: `bytes=${from}-${to - 1}`, 'if-match': etag };
  const longest = Math.max(to, SMALL_ANSWER);
  const answer = await container.send('GET', name, { headers, longest }, signal);
  if (answer.status === 404) throw new SignerError('part-missing', 'The part is not there.');
  if (answer.status === 412) {
    throw new SignerError('hash-mismatch', 'The part was replaced while it was being completed.');
  }
  if (answer.status !== 206 && answer.status !== 200) {
    throw swiftRefusal(answer, 'show the first bytes of the upload');
  }
  // 200: the range covers all of it, or is not spoken here.
  const bytes = answer.status === 200 ? answer.bytes.subarray(from, to) : answer.bytes;
  if (bytes.byteLength === to - from) return bytes;
  throw new SignerError('storage-refused', 'Storage sent fewer bytes than the part has.');
}
