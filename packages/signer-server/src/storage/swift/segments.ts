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
import { faultsOf } from './look-at-segments.js';
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

/** The sealed copy that a part is to have, under a fresh name. */
export function sealedCopy(upload: Upload, sent: Segment): Segment {
  return { ...sent, name: sealedName(upload, sent.partNumber) };
}

/**
 * Makes a sealed copy. It expires as the part does.
 *
 * @throws SignerError `part-missing` or `hash-mismatch`.
 */
export async function seal(
  container: SwiftContainer,
  upload: Upload,
  { partNumber, etag, size, name: to }: Segment,
  signal: AbortSignal,
): Promise<void> {
  const headers = {
    'content-type': 'application/octet-stream',
    'x-delete-at': String(upload.expiresAt + PART_MARGIN),
  };
  const from = partName(upload, partNumber);
  await copyObject(container, { from, to, etag, size, headers }, signal);
}

/**
 * Seals the parts that the inspection may read, and leaves the others. All parts are looked at before anything is copied:
 * a file of gigabytes is not copied as often as somebody asks while its last part is missing.
 *
 * @throws SignerError `part-missing`, `size-mismatch` or `hash-mismatch` that names the parts. After any failure no copy is
 *   left.
 */
export async function sealInspected(
  container: SwiftContainer,
  upload: Upload,
  parts: readonly PartRecord[],
  inspection: Inspection,
  signal: AbortSignal,
): Promise<readonly Segment[]> {
  const sentAll = sentParts(upload, parts);
  const known = await faultsOf(container, sentAll, signal);
  if (known.size > 0) throw partFaultError(known);
  const faults = new Map<number, PartFault>();
  const failures: Error[] = [];
  const segments = sentAll.map((sent) =>
    isInspected(upload, sent, inspection) ? sealedCopy(upload, sent) : sent,
  );
  const sealed = segments.filter(({ name }) => isSealed(name));
  // No lane stops at a failure: a copy that is made after the clean-up would stay.
  await mapBounded(sealed, LANES, async (segment) => {
    if (failures.length > 0 || faults.size > 0) return;
    const error = await seal(container, upload, segment, signal).then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    const fault = faultOf(error);
    if (fault) faults.set(segment.partNumber, fault);
    else if (error !== undefined) failures.push(error);
  });
  if (faults.size === 0 && failures.length === 0) return segments;
  await unseal(container, segments, signal);
  throw failures[0] ?? partFaultError(faults);
}

function faultOf(error: unknown): PartFault | undefined {
  const code = error instanceof SignerError ? error.code : undefined;
  if (code === 'part-missing') return 'missing';
  return code === 'hash-mismatch' ? 'hash' : undefined;
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
