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

/**
 * Cuts `size` bytes into `partCount` parts of `partSize` bytes, the last one taking what is left. An empty file is one
 * empty part. Throws a `RangeError` if the three numbers do not fit together (the signer is wrong then).
 */
export function planParts(size: number, partSize: number, partCount: number): readonly PartRange[] {
  // An empty file's part size means nothing: signers may well say 0.
  const needed = size === 0 ? 1 : Math.ceil(size / partSize);
  if (partCount !== needed) {
    throw new RangeError(
      `the signer's plan does not cover the file: ${partCount} parts of ${partSize} bytes for ${size} bytes`,
    );
  }
  return Array.from({ length: partCount }, (_, index) => ({
    partNumber: index + 1,
    start: index * partSize,
    end: Math.min(size, (index + 1) * partSize),
  }));
}
