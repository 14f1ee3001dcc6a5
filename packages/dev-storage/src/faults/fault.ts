/**
 * What a fault is: which requests it hits, how often, and what it does to them.
 *
 * @module
 */
import * as z from 'zod';
import { DevStorageError } from '../errors.js';

/** Which requests a fault hits. All that is given must hold; nothing given hits every request. */
export interface FaultMatch {
  /** `'PUT'`, or several. Default: every method but `OPTIONS`, so that preflights pass. */
  readonly method?: string | readonly string[];
  /** Decoded path without the query; a star stands for any text: `/v1/AUTH_test/uploads/part*`. */
  readonly path?: string;
  /** Text that occurs in the first 64 KiB of the request body, e.g. a part's name in a manifest. */
  readonly body?: string;
}

/** What is common to all kinds. */
export interface FaultCommon {
  readonly match?: FaultMatch;
  /** Matching requests to let pass first; default 0. */
  readonly skip?: number;
  /** Requests to hit; default: no end. */
  readonly times?: number;
  /** Chance of each matching request to be hit, 0 to 1; default 1. */
  readonly probability?: number;
  /** Makes the draws repeatable: the same seed gives the same hits; default 1. */
  readonly seed?: number;
}

/** What happens to a request that is hit. Several faults may hit one request; all of them happen. */
export type FaultEffect =
  /** Waits before anything else. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /**
   * Answers with this status; storage is not touched and the body is read and thrown away, as Swift does with early
   * errors. `cors: false` makes the answer unreadable for a page (default `true`: as the container's settings say).
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly cors?: boolean;
      /** Seconds, or an HTTP date. */
      readonly retryAfter?: number | string;
      /** Where it leads to: for a 307 and its like. */
      readonly location?: string;
      /** The answer's body is that of an S3 API: `<Error>` with this `<Code>`. */
      readonly s3Code?: string;
    }
  /** Cuts the connection after so many bytes of the request's or the answer's body. What came of an upload is dropped. */
  | {
      readonly kind: 'drop';
      readonly during: 'upload' | 'response';
      readonly afterBytes: number;
      /** `reset` (default) as a crash, `close` as an orderly end. */
      readonly how?: 'reset' | 'close';
    }
  /** Turns one bit of the body over before it is stored: the ETag is that of the damaged bytes. */
  | {
      readonly kind: 'flip-bit';
      /** Byte position; a body that is shorter passes unharmed. */
      readonly offset: number;
      /** 0 (default, the lowest) to 7. */
      readonly bit?: number;
    }
  /** Never answers: `before` (default) reads nothing, `after` has done what was asked. */
  | { readonly kind: 'hang'; readonly when?: 'before' | 'after' }
  /** Does what was asked, then cuts the connection instead of answering. */
  | { readonly kind: 'lose-response' }
  /** Takes the body, or sends the answer's, at this rate. */
  | {
      readonly kind: 'slow';
      readonly during: 'upload' | 'response';
      readonly bytesPerSecond: number;
    };

/** See the module comment. */
export type Fault = FaultCommon & FaultEffect;

const natural = z.number().int().min(0);
const common = {
  match: z
    .strictObject({
      method: z
        .union([z.string().min(1), z.array(z.string().min(1)).min(1).readonly()])
        .exactOptional(),
      path: z.string().min(1).exactOptional(),
      body: z.string().min(1).exactOptional(),
    })
    .exactOptional(),
  skip: natural.exactOptional(),
  times: natural.min(1).exactOptional(),
  probability: z.number().min(0).max(1).exactOptional(),
  seed: z.number().int().exactOptional(),
};
const during = z.enum(['upload', 'response']);

const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), milliseconds: natural, ...common }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(200).max(599),
    cors: z.boolean().exactOptional(),
    retryAfter: z.union([natural, z.string().regex(/^[\x20-\x7e]+$/)]).exactOptional(),
    location: z.url().exactOptional(),
    s3Code: z.string().regex(/^\w+$/).exactOptional(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('drop'),
    during,
    afterBytes: natural,
    how: z.enum(['reset', 'close']).exactOptional(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('flip-bit'),
    offset: natural,
    bit: natural.max(7).exactOptional(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('hang'),
    when: z.enum(['before', 'after']).exactOptional(),
    ...common,
  }),
  z.strictObject({ kind: z.literal('lose-response'), ...common }),
  z.strictObject({
    kind: z.literal('slow'),
    during,
    bytesPerSecond: z.number().positive(),
    ...common,
  }),
]) satisfies z.ZodType<Fault>;

/** Checks a fault that came from outside. Throws a {@linkcode DevStorageError} that lists what is wrong with it. */
export function parseFault(value: unknown): Fault {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = z.prettifyError(result.error).replaceAll(/\s*\n\s*/g, ' ');
  throw new DevStorageError('invalid-fault', `This fault cannot be used: ${problems}`);
}
