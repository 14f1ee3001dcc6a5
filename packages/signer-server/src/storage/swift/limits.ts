/**
 * How big an object can be on this Swift, and in what parts it travels.
 *
 * @module
 */
import type { StorageLimits } from '../storage.js';
import type { SwiftInfo } from './info.js';

/** Below it Swift slows down reading, to one part a second after the tenth (`rate_limit_under_size`, measured). */
export const MIN_PART_SIZE = 1024 * 1024;

/** Swift's limit of one PUT, whatever an operator allows besides. */
export const MAX_PART_SIZE = 5 * 1024 ** 3;

/** Small enough to send again, large enough that requests do not count. */
const PREFERRED_PART_SIZE = 16 * 1024 * 1024;

/** Parts that fit into one completion, whose JSON is limited to 1 MiB; Swift allows 1000 as a rule. */
const MOST_PARTS = 10_000;

/** What the settings add to what the cluster says. */
export interface LimitSettings {
  /** A manifest is written with a token only: a TempURL drops the parameter that makes it one (measured). */
  readonly hasToken: boolean;
  /** Default: 16 MiB. */
  readonly partSize: number | undefined;
}

/** One part where there is no token, or the cluster does not say that it has SLO. */
export function swiftLimits(
  { maxFileSize, slo }: SwiftInfo,
  { hasToken, partSize = PREFERRED_PART_SIZE }: LimitSettings,
): StorageLimits {
  if (!hasToken || !slo || slo.maxSegments < 2) {
    return { maxSize: maxFileSize, maxPartSize: maxFileSize, maxParts: 1, partSize: maxFileSize };
  }
  const maxPartSize = Math.min(MAX_PART_SIZE, maxFileSize);
  const maxParts = Math.min(slo.maxSegments, MOST_PARTS);
  return {
    maxSize: maxParts * maxPartSize,
    maxPartSize,
    maxParts,
    partSize: Math.min(maxPartSize, Math.max(partSize, slo.minSegmentSize, MIN_PART_SIZE)),
  };
}
