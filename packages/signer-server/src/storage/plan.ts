/**
 * How a file is cut into parts, and whether the parts a browser reports are those of the plan. Back ends that put
 * parts together say so by their limits; where they do not, the plan is one part.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { PartRecord } from '../wire/schema.js';
import type { StorageLimits, Upload } from './storage.js';

const MIB = 1024 * 1024;

/** Sizes in bytes. */
export interface PartPlan {
  readonly partSize: number;
  readonly partCount: number;
}

/**
 * An empty file is one empty part. Parts grow, by whole MiB, where more of the usual size would be too many. Sizes are
 * at most `Number.MAX_SAFE_INTEGER`, and division is the only arithmetic: nothing is cut to 32 bits.
 */
export function planParts(size: number, limits: StorageLimits): PartPlan {
  if (limits.maxParts === 1 || size <= limits.partSize) return { partSize: size, partCount: 1 };
  const least = Math.ceil(size / limits.maxParts / MIB) * MIB;
  const partSize = Math.min(limits.maxPartSize, Math.max(limits.partSize, least));
  return { partSize, partCount: Math.ceil(size / partSize) };
}

/** Bytes of one part of the plan. */
export function sizeOfPart(upload: Upload, partNumber: number): number {
  const rest = upload.size - (partNumber - 1) * upload.partSize;
  return Math.min(upload.partSize, rest);
}

/** @throws SignerError `invalid-request` if the upload has no such part. */
export function assertPartNumbers(upload: Upload, partNumbers: readonly number[]): void {
  const wrong = partNumbers.find((partNumber) => partNumber > upload.partCount);
  if (wrong !== undefined) {
    throw new SignerError(
      'invalid-request',
      `Part ${wrong} was asked for; this upload has ${upload.partCount}.`,
    );
  }
}

/**
 * The reported parts in order, if they are exactly those of the plan.
 *
 * @throws SignerError `invalid-request`, `part-missing` or `size-mismatch`.
 */
export function matchParts(upload: Upload, parts: readonly PartRecord[]): readonly PartRecord[] {
  const byNumber = new Map(parts.map((part) => [part.partNumber, part]));
  if (byNumber.size !== parts.length) {
    throw new SignerError('invalid-request', 'A part is reported twice.');
  }
  assertPartNumbers(upload, [...byNumber.keys()]);
  return Array.from({ length: upload.partCount }, (_, index) => {
    const part = byNumber.get(index + 1);
    if (!part) throw new SignerError('part-missing', `Part ${index + 1} is not reported.`);
    const planned = sizeOfPart(upload, index + 1);
    if (part.size !== planned) {
      throw new SignerError(
        'size-mismatch',
        `Part ${index + 1} has ${part.size} bytes; the grant says ${planned} bytes.`,
      );
    }
    return part;
  });
}
