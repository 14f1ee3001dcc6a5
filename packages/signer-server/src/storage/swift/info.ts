/**
 * What a Swift cluster says about itself at `/info`: the limits and the abilities the back end depends on.
 * Operators may switch `/info` off; then the values every Swift is shipped with count, and nothing optional is used.
 *
 * @module
 */
import { z } from 'zod';
import { sendToSwift } from './http.js';
import type { Fetch } from './http.js';
import { parseJson } from '../../parse.js';

/** Swift's default `max_file_size`: 5 GiB + 2 bytes, so that exactly 5 GiB passes. */
const DEFAULT_MAX_FILE_SIZE = 5_368_709_122;

/** Swift's defaults of its `slo` and `bulk` middleware, for a cluster that names them without their limits. */
const DEFAULT_MAX_SEGMENTS = 1000;
const DEFAULT_MAX_DELETES = 10_000;

/** The abilities in use. */
export interface SwiftInfo {
  /** Most bytes in one PUT. */
  readonly maxFileSize: number;
  /** Methods a TempURL may stand for; empty if unknown. */
  readonly tempUrlMethods: readonly string[];
  /** Digests a TempURL may have; empty if unknown. */
  readonly tempUrlDigests: readonly string[];
  /** Those of them that the cluster will stop taking; empty if unknown. */
  readonly deprecatedDigests: readonly string[];
  /** False if the cluster answers `/info` and has no `tempurl` in it. Undefined if it does not tell. */
  readonly tempUrl?: boolean;
  /** Static Large Objects: parts put together by a manifest. Undefined if the cluster does not say it has them. */
  readonly slo?: {
    /** Most parts in one manifest. */
    readonly maxSegments: number;
    /** Fewest bytes of a part that is not the last: 1 on any recent Swift, 1 MiB on old ones. */
    readonly minSegmentSize: number;
  };
  /** Most objects that one bulk delete takes. Undefined if the cluster does not say it has that. */
  readonly maxBulkDeletes?: number;
}

const UNKNOWN: SwiftInfo = {
  maxFileSize: DEFAULT_MAX_FILE_SIZE,
  tempUrlMethods: [],
  tempUrlDigests: [],
  deprecatedDigests: [],
};

/** What is not understood counts as not said. */
const count = z.number().int().positive().optional().catch(undefined);

const infoBody = z.object({
  swift: z.object({ max_file_size: count }).optional(),
  tempurl: z
    .object({
      methods: z.array(z.string()).optional(),
      allowed_digests: z.array(z.string()).optional(),
      deprecated_digests: z.array(z.string()).optional(),
    })
    .optional(),
  slo: z.object({ max_manifest_segments: count, min_segment_size: count }).optional(),
  bulk_delete: z.object({ max_deletes_per_request: count }).optional(),
});

/** Asks once and remembers; an answer that never came is asked for again next time. */
export function swiftInfo(fetch: Fetch): (base: string, signal: AbortSignal) => Promise<SwiftInfo> {
  const known = new Map<string, SwiftInfo>();
  return async (base, signal) => {
    const before = known.get(base);
    if (before) return before;
    const info = await ask(fetch, base, signal);
    known.set(base, info);
    return info;
  };
}

async function ask(fetch: Fetch, base: string, signal: AbortSignal): Promise<SwiftInfo> {
  const answer = await sendToSwift(
    fetch,
    { method: 'GET', url: `${base}/info`, timeout: 10_000 },
    signal,
  );
  if (answer.status !== 200) return UNKNOWN;
  const said = parseJson(infoBody, answer.body);
  if (!said) return UNKNOWN;
  const { swift, tempurl, slo, bulk_delete: bulk } = said;
  return {
    maxFileSize: swift?.max_file_size ?? DEFAULT_MAX_FILE_SIZE,
    // A cluster that names tempurl without its settings has the shipped ones of its age: nothing optional.
    tempUrlMethods: tempurl?.methods ?? [],
    tempUrlDigests: tempurl?.allowed_digests ?? [],
    deprecatedDigests: tempurl?.deprecated_digests ?? [],
    tempUrl: tempurl !== undefined,
    ...(slo && {
      slo: {
        maxSegments: slo.max_manifest_segments ?? DEFAULT_MAX_SEGMENTS,
        minSegmentSize: slo.min_segment_size ?? 1,
      },
    }),
    ...(bulk && { maxBulkDeletes: bulk.max_deletes_per_request ?? DEFAULT_MAX_DELETES }),
  };
}
