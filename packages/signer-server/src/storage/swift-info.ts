/**
 * What a Swift cluster says about itself at `/info`: the limits and the TempURL abilities the back end depends on.
 * Operators may switch `/info` off; then the values every Swift is shipped with count, and nothing optional is used.
 *
 * @module
 */
import { z } from 'zod';
import { sendToSwift } from './swift-http.js';
import type { Fetch } from './swift-http.js';

/** Swift's default `max_file_size`: 5 GiB + 2 bytes, so that exactly 5 GiB passes. */
const DEFAULT_MAX_FILE_SIZE = 5_368_709_122;

/** The abilities in use. */
export interface SwiftInfo {
  /** Most bytes in one PUT. */
  readonly maxFileSize: number;
  /** Methods a TempURL may stand for; empty if unknown. */
  readonly tempUrlMethods: readonly string[];
  /** Digests a TempURL may have; empty if unknown. */
  readonly tempUrlDigests: readonly string[];
  /** False if the cluster answers `/info` and has no `tempurl` in it. Undefined if it does not tell. */
  readonly tempUrl?: boolean;
}

const UNKNOWN: SwiftInfo = {
  maxFileSize: DEFAULT_MAX_FILE_SIZE,
  tempUrlMethods: [],
  tempUrlDigests: [],
};

const infoBody = z.object({
  swift: z.object({ max_file_size: z.number().int().positive().optional() }).optional(),
  tempurl: z
    .object({
      methods: z.array(z.string()).optional(),
      allowed_digests: z.array(z.string()).optional(),
    })
    .optional(),
});

/** Asks once and remembers; an answer that never came is asked for again next time. */
export function swiftInfo(
  fetch: Fetch,
): (origin: string, signal: AbortSignal) => Promise<SwiftInfo> {
  const known = new Map<string, SwiftInfo>();
  return async (origin, signal) => {
    const before = known.get(origin);
    if (before) return before;
    const info = await ask(fetch, origin, signal);
    known.set(origin, info);
    return info;
  };
}

async function ask(fetch: Fetch, origin: string, signal: AbortSignal): Promise<SwiftInfo> {
  const answer = await sendToSwift(
    fetch,
    { method: 'GET', url: `${origin}/info`, timeout: 10_000 },
    signal,
  );
  if (answer.status !== 200) return UNKNOWN;
  const parsed = infoBody.safeParse(parseJson(answer.body));
  if (!parsed.success) return UNKNOWN;
  const { swift, tempurl } = parsed.data;
  return {
    maxFileSize: swift?.max_file_size ?? DEFAULT_MAX_FILE_SIZE,
    // A cluster that names tempurl without its settings has the shipped ones of its age: nothing optional.
    tempUrlMethods: tempurl?.methods ?? [],
    tempUrlDigests: tempurl?.allowed_digests ?? [],
    tempUrl: tempurl !== undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
