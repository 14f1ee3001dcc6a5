/**
 * Reading an upload before there is a receipt. Each read is tied to the hash that was reported (`If-Match`), and to the very
 * objects that become the final one: see `segments.ts`.
 *
 * @module
 */
import { concatBytes } from '@noble/hashes/utils.js';
import { SignerError } from '../../errors.js';
import { isContentRefusal } from '../content-refusal.js';
import type { Inspection, ReadBytes, Upload } from '../storage.js';
import { replaced } from './copy-object.js';
import { swiftRefusal } from './http.js';
import type { SwiftContainer } from './object.js';
import type { Segment } from './segments.js';

/** An upload on its way to completion. */
interface Inspected {
  readonly container: SwiftContainer;
  readonly upload: Upload;
  /** Final name. */
  readonly key: string;
  readonly segments: readonly Segment[];
  /** Deletes what the inspection refuses. */
  readonly refuse: () => Promise<void>;
}

/** Lets the inspection look. */
export async function inspectSegments(
  inspected: Inspected,
  inspection: Inspection,
  signal: AbortSignal,
): Promise<void> {
  const { key, refuse } = inspected;
  try {
    await inspection.look({ key, read: reader(inspected, inspection, signal) });
  } catch (error) {
    // Told also where storage could not delete it: what is refused keeps its expiry.
    if (isContentRefusal(error)) await refuse().catch(() => undefined);
    throw error;
  }
}

/** Reads across the borders of parts. */
function reader(
  { container, upload, segments }: Inspected,
  { extent }: Inspection,
  signal: AbortSignal,
): ReadBytes {
  return async (start, end) => {
    // What lies beyond may not be sealed.
    const last = Math.min(end, extent);
    const pieces: Uint8Array[] = [];
    for (let at = start; at < last;) {
      const index = Math.floor(at / upload.partSize);
      const segment = segments[index];
      if (!segment) throw new SignerError('part-missing', `There is no part at byte ${at}.`);
      const from = at - index * upload.partSize;
      const to = Math.min(segment.size, last - index * upload.partSize);
      const { name, etag } = segment;
      pieces.push(await readRange(container, name, { etag, from, to }, signal));
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
  const answer = await container.send('GET', name, { headers, slice: { from, to } }, signal);
  if (answer.status === 404) throw new SignerError('part-missing', 'The part is not there.');
  if (answer.status === 412) throw replaced();
  if (answer.status !== 206 && answer.status !== 200) {
    throw swiftRefusal(answer, 'show the first bytes of the upload');
  }
  const { bytes } = answer;
  if (bytes.byteLength === to - from) return bytes;
  throw new SignerError('storage-refused', 'Storage sent fewer bytes than the part has.');
}
