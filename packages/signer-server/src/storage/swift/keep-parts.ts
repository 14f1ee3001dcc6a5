/**
 * Takes the expiry from the parts that a manifest names, so that they stay as long as the object does.
 *
 * @module
 */
import { mapBounded } from '../../concurrency.js';
import { SignerError } from '../../errors.js';
import { partFaultError } from '../part-faults.js';
import type { PartFault } from '../part-faults.js';
import { swiftRefusal } from './http.js';
import { segmentFault } from './look-at-segments.js';
import { headObject } from './object.js';
import type { TokenContainer } from './object.js';
import type { Segment } from './segments.js';

/** Parts that are kept at once. */
const LANES = 16;

/** Takes the expiry from every part, and proves that it is gone and that the bytes are still those of the manifest. */
export async function keepParts(
  container: TokenContainer,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<void> {
  const faults = new Map<number, PartFault>();
  await mapBounded(segments, LANES, async (segment) => {
    const fault = await keepPart(container, segment, signal);
    if (fault) faults.set(segment.partNumber, fault);
  });
  if (faults.size > 0) throw partFaultError(faults);
}

async function keepPart(
  container: TokenContainer,
  part: Segment,
  signal: AbortSignal,
): Promise<PartFault | undefined> {
  const { name } = part;
  // Any POST drops X-Delete-At (measured); the header says so to a storage that keeps what is not mentioned.
  const headers = { 'x-remove-delete-at': 'x' };
  const answer = await container.send('POST', name, { headers }, signal);
  if (answer.status === 404) return 'missing';
  if (answer.status < 200 || answer.status > 299) throw swiftRefusal(answer, 'keep a part');
  const kept = await headObject(container, name, signal);
  const fault = segmentFault(kept, part);
  if (fault) return fault;
  if (!kept?.expires) return undefined;
  throw new SignerError(
    'storage-refused',
    `Part ${part.partNumber} would be deleted by itself (X-Delete-At), and storage does not let the signer change that.`,
  );
}
