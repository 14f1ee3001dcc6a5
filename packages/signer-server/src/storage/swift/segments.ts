/**
 * The objects that an upload's bytes are read from, in order: its parts, or sealed copies of them. A URL covers a part
 * until it expires, so that its uploader can put other bytes of the same MD5 there at any moment, also after an inspection.
 * No URL covers a sealed copy, and only its maker writes it. See `docs/decisions/0037-inspect-what-is-kept.md`.
 *
 * @module
 */
import { mapBounded } from '../../concurrency.js';
import { SignerError } from '../../errors.js';
import { PART_MARGIN, isSealed, partName, sealedName } from '../../names/part-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { partFaultError } from '../part-faults.js';
import type { PartFault } from '../part-faults.js';
import type { Inspection, Upload } from '../storage.js';
import { copyObject } from './copy-object.js';
import { deleteObject } from './object.js';
import type { SwiftContainer } from './object.js';

/** A part, and the object that holds it. */
export interface Segment extends PartRecord {
  readonly name: string;
}

/** Copies at once. */
const LANES = 8;

/** The parts as the browser sent them. */
export function sentParts(upload: Upload, parts: readonly PartRecord[]): readonly Segment[] {
  return parts.map((part) => ({ ...part, name: partName(upload, part.partNumber) }));
}

/** Whether an inspection may read of this part. */
export function isInspected(
  { partSize }: Upload,
  { partNumber }: PartRecord,
  { extent }: Inspection,
): boolean {
  return (partNumber - 1) * partSize < extent;
}

/**
 * Copies one part to a name that is sealed. The copy expires as the part does.
 *
 * @throws SignerError `part-missing` or `hash-mismatch`.
 */
export async function sealPart(
  container: SwiftContainer,
  upload: Upload,
  sent: Segment,
  signal: AbortSignal,
): Promise<Segment> {
  const { name: from, etag, size } = sent;
  const sealed = { ...sent, name: sealedName(upload, sent.partNumber) };
  const headers = {
    'content-type': 'application/octet-stream',
    'x-delete-at': String(upload.expiresAt + PART_MARGIN),
  };
  await copyObject(container, { from, to: sealed.name, etag, size, headers }, signal);
  return sealed;
}

/**
 * Seals the parts that the inspection may read, and leaves the others.
 *
 * @throws SignerError `part-missing` or `hash-mismatch` that names the parts; then no copy is left.
 */
export async function sealInspected(
  container: SwiftContainer,
  upload: Upload,
  parts: readonly PartRecord[],
  inspection: Inspection,
  signal: AbortSignal,
): Promise<readonly Segment[]> {
  const faults = new Map<number, PartFault>();
  const segments = await mapBounded(sentParts(upload, parts), LANES, async (sent) => {
    if (!isInspected(upload, sent, inspection)) return sent;
    try {
      return await sealPart(container, upload, sent, signal);
    } catch (error) {
      faults.set(sent.partNumber, faultOf(error));
      return sent;
    }
  });
  if (faults.size === 0) return segments;
  await unseal(container, segments, signal);
  throw partFaultError(faults);
}

function faultOf(error: unknown): PartFault {
  const code = error instanceof SignerError ? error.code : undefined;
  if (code === 'part-missing') return 'missing';
  if (code === 'hash-mismatch') return 'hash';
  throw error;
}

/** Best effort: a sealed copy that stays is deleted by its own `X-Delete-At`. */
export async function unseal(
  container: SwiftContainer,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<void> {
  const sealed = segments.filter(({ name }) => isSealed(name));
  await mapBounded(sealed, LANES, async ({ name }) => {
    await deleteObject(container, name, signal).catch(() => undefined);
  });
}
