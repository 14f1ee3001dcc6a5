/**
 * Whether objects are what they are taken for, by one HEAD each: cheap beside a copy of their bytes.
 *
 * @module
 */
import { mapBounded } from '../../concurrency.js';
import type { PartFault } from '../part-faults.js';
import { headObject } from './object.js';
import type { SwiftContainer, SwiftObject } from './object.js';
import type { PartRecord } from '../../wire/schema.js';

/** A part, and the object that should hold it. */
type Held = PartRecord & { readonly name: string };

/** HEADs at once. */
const LANES = 16;

/** What is wrong with which part; empty if all is well. */
export async function faultsOf(
  container: SwiftContainer,
  segments: readonly Held[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, PartFault>> {
  const faults = new Map<number, PartFault>();
  await mapBounded(segments, LANES, async (segment) => {
    const fault = segmentFault(await headObject(container, segment.name, signal), segment);
    if (fault) faults.set(segment.partNumber, fault);
  });
  return faults;
}

/** What is wrong with one, if anything is. */
export function segmentFault(
  stored: SwiftObject | undefined,
  { size, etag }: Held,
): PartFault | undefined {
  if (!stored) return 'missing';
  if (stored.size !== size) return 'size';
  return stored.etag !== etag || stored.indirect ? 'hash' : undefined;
}
