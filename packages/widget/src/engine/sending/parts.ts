/**
 * The byte ranges of a file's parts, as the grant lays them down.
 *
 * @module
 */

/** One part: bytes `start` (inclusive) to `end` (exclusive) of the file. */
export interface PartRange {
  /** Counts from 1. */
  readonly partNumber: number;
  readonly start: number;
  readonly end: number;
}

/** Ten times what S3 takes, and a hundred times Swift's default. A plan of a billion would freeze the page before it sent anything. */
const MAX_PARTS = 100_000;

/**
 * Cuts `size` bytes into `partCount` parts of `partSize` bytes, the last one taking what is left. An empty file is one
 * empty part. Throws a `RangeError` if the three numbers do not fit together, or make no sense (the signer is wrong then).
 */
export function planParts(size: number, partSize: number, partCount: number): readonly PartRange[] {
  // An empty file's part size means nothing: signers may well say 0.
  const needed = size === 0 ? 1 : Math.ceil(size / partSize);
  const isSize = size === 0 || (Number.isSafeInteger(partSize) && partSize > 0);
  if (!isSize || partCount !== needed || partCount > MAX_PARTS) {
    throw new RangeError(
      `the signer's plan does not fit the file: ${partCount} parts of ${partSize} bytes for ${size} bytes`,
    );
  }
  return Array.from({ length: partCount }, (_, index) => ({
    partNumber: index + 1,
    start: index * partSize,
    end: Math.min(size, (index + 1) * partSize),
  }));
}
