/**
 * The first step of completion by manifest: it is there afterwards, unfinished, whichever replica wrote it, and names no
 * object that its uploader can still replace where an inspection may read.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { isSealed } from '../../names/part-name.js';
import type { PartRecord } from '../../wire/schema.js';
import { aborted } from '../same-upload.js';
import type { Inspection, Upload } from '../storage.js';
import { patient } from './collision.js';
import { faultsOf } from './look-at-segments.js';
import { putManifest } from './manifest-request.js';
import { heldSegments, removeUnfinished } from './manifest-state.js';
import { headObject } from './object.js';
import type { TokenContainer } from './object.js';
import { isInspected, sealInspected, sentParts, unseal } from './segments.js';
import type { Segment } from './segments.js';

/** An upload on its way to completion. */
export interface Completing {
  readonly container: TokenContainer;
  readonly upload: Upload;
  readonly parts: readonly PartRecord[];
  /** Final name. */
  readonly key: string;
  readonly inspection: Inspection | undefined;
  /** Deletes what the inspection refuses. */
  readonly refuse: () => Promise<void>;
}

/**
 * What an unfinished manifest names. It is replaced if it was written before there was an inspection, or if a sealed copy
 * that it names is gone: nobody can send that one again.
 */
export async function takenSegments(
  completing: Completing,
  signal: AbortSignal,
): Promise<readonly Segment[]> {
  const { container, upload, key } = completing;
  const held = await heldSegments(container, completing, signal);
  if (held && suits(completing, held) && (await areSealedThere(container, held, signal))) {
    return held;
  }
  if (held) await removeUnfinished(container, upload, key, signal);
  return begin(completing, signal);
}

/** Whether everything that the inspection may read is out of the uploader's reach. */
function suits({ upload, inspection }: Completing, segments: readonly Segment[]): boolean {
  return segments.every(
    (segment) => !inspection || !isInspected(upload, segment, inspection) || isSealed(segment.name),
  );
}

/** A 404 counts when it stays: another replica may just be taking the expiry from them. */
async function areSealedThere(
  container: TokenContainer,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<boolean> {
  const sealed = segments.filter(({ name }) => isSealed(name));
  return (await faultsOf(patient(container), sealed, signal)).size === 0;
}

/** Writes the manifest, unless another replica did. @returns what the one that is there names. */
export async function begin(
  completing: Completing,
  signal: AbortSignal,
): Promise<readonly Segment[]> {
  const { container, inspection } = completing;
  const own = await orTaken(completing, () => prepare(completing, signal), signal);
  const isOurs = own !== undefined && (await write(completing, own, signal));
  if (isOurs && !inspection) return own;
  const held = await heldSegments(container, completing, signal);
  if (!held) throw aborted();
  if (own && !isSame(own, held)) await unseal(container, own, signal);
  if (suits(completing, held)) return held;
  throw collided();
}

/** What the manifest is to name. */
async function prepare(
  { container, upload, parts, inspection }: Completing,
  signal: AbortSignal,
): Promise<readonly Segment[]> {
  if (!inspection) return sentParts(upload, parts);
  return sealInspected(container, upload, parts, inspection, signal);
}

/**
 * What `work` gives; undefined if it misses parts that another replica is keeping, whose manifest is there: Swift may not show
 * them in that moment (measured).
 */
async function orTaken<T>(
  { container, key }: Completing,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const isMissing = error instanceof SignerError && error.code === 'part-missing';
    if (isMissing && (await headObject(container, key, signal))) return undefined;
    throw error;
  }
}

/**
 * Of an inspected upload, whether the manifest still names what was inspected: another replica may have written the same name
 * at the same moment.
 *
 * @throws SignerError `storage-unavailable` if it does not. What was sealed for nothing is deleted, and all goes again.
 */
export async function assertHeld(
  completing: Completing,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<void> {
  const { container, inspection } = completing;
  if (!inspection) return;
  const held = await heldSegments(container, completing, signal);
  if (!held) throw aborted();
  if (isSame(segments, held)) return;
  const named = new Set(held.map(({ name }) => name));
  const needless = segments.filter(({ name }) => !named.has(name));
  await unseal(container, needless, signal);
  throw collided();
}

function isSame(own: readonly Segment[], held: readonly Segment[]): boolean {
  return own.every(({ name }, index) => name === held[index]?.name);
}

const PART_FAULTS: ReadonlySet<string> = new Set([
  'part-missing',
  'size-mismatch',
  'hash-mismatch',
]);

/** Writes the manifest. @returns false if another replica did. */
async function write(
  completing: Completing,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<boolean> {
  const { container, upload } = completing;
  const put = async (): Promise<boolean> => {
    try {
      return await putManifest(container, upload, segments, signal);
    } catch (error) {
      // Told of single parts, Swift has written nothing. After any other failure it may have.
      const isOfParts = error instanceof SignerError && PART_FAULTS.has(error.code);
      if (isOfParts) await unseal(container, segments, signal);
      throw error;
    }
  };
  return (await orTaken(completing, put, signal)) ?? false;
}

/** The manifest is another replica's. */
function collided(): SignerError {
  return new SignerError(
    'storage-unavailable',
    'Another server completes this upload at the same moment. Try again.',
  );
}
