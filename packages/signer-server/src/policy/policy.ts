/**
 * What may be uploaded, for how long, and how it may be shown: the options of a policy, read strictly.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../errors.js';
import { faultIn, limitMembers, secondsBetween, wantsSniffing } from './file-limits.js';
import type { FileLimits } from './file-limits.js';
import { SHOWN_BY_DEFAULT, inlineEntries } from './inline-types.js';
import { DEFAULT_KEY_TEMPLATE } from '../names/object-key.js';
import { parse } from '../parse.js';
import type { ReceiptClaims } from '../tokens/receipt.js';
import { MAX_BATCH } from '../wire/schema.js';

/**
 * The limits an application sets. Without {@link FileLimits.maxSize} the most is what storage takes: on Swift 1000 parts of
 * 5 GiB (4.9 TiB) as a rule; 5 GiB for a signer without credentials, or where the cluster does not put parts together.
 */
export interface Policy extends FileLimits {
  /** Template of object names, see {@link keyTemplate}. Default: `{random}{ext}`. */
  readonly keyTemplate?: string;
  /** Seconds a signed URL lives; a request must start before its end, however long it takes. Default: 120. */
  readonly urlTtl?: number;
  /** Seconds an upload may take from grant to completion. Default: 86400, a day. */
  readonly uploadTtl?: number;
  /**
   * Seconds a receipt is valid from the moment the object was stored; a completion that is repeated later gives a new one.
   * Default: 86400.
   */
  readonly receiptTtl?: number;
  /** Seconds a download URL lives; the download must start before its end, however long it takes. Default: 120. */
  readonly downloadTtl?: number;
  /**
   * Types (`image/png`) and families (`image/*`) that a download may show in the browser instead of saving them. A family does
   * not cover what can run scripts (SVG, HTML, XML): list such a type by itself if storage has an origin where they do no
   * harm. Default: `image/*`, `video/*`, `audio/*`, `application/pdf`, `text/plain`.
   */
  readonly inline?: readonly string[];
  /**
   * Asked where the caller's own receipt is not at hand: for the receipt of somebody else, or a key without receipt.
   * Default: nobody may.
   */
  readonly download?: AllowDownload;
}

/** Whether this caller may download this file. A `SignerError` that it throws is the answer. */
export type AllowDownload = (
  request: Request,
  file: RequestedFile,
) => boolean | PromiseLike<boolean>;

/** The file that somebody wants. */
export interface RequestedFile {
  /** Object name. */
  readonly key: string;
  /** Who asks, from `authorize`. */
  readonly subject: string;
  /** What the receipt says that they have, which is good but somebody else's; undefined where they have none. */
  readonly receipt?: ReceiptClaims;
}

/** A policy with every default in place. */
export type ResolvedPolicy = Required<Policy>;

const DAY = 86_400;

/** Of `urlTtl`: a URL is a bearer right; a day is far beyond any need, since only the start of a request has to be in time. */
const members = {
  ...limitMembers,
  keyTemplate: z.string().exactOptional(),
  urlTtl: secondsBetween(1, DAY).exactOptional(),
  uploadTtl: secondsBetween(1, 30 * DAY).exactOptional(),
  receiptTtl: secondsBetween(1, 3650 * DAY).exactOptional(),
  downloadTtl: secondsBetween(1, DAY).exactOptional(),
  inline: inlineEntries.exactOptional(),
  download: z
    .custom<AllowDownload>((value) => typeof value === 'function', 'must be a function')
    .exactOptional(),
};
const schema = z.strictObject(members) satisfies z.ZodType<Policy>;

/**
 * Reads a policy: the one way in, from code and from settings.
 *
 * @param name - what it is called where it was written
 * @throws SignerError `invalid-option` for an unknown member, and for the first value that makes no sense.
 */
export function readPolicy(value: unknown, name = 'policy'): Policy {
  const parsed = parse(schema, value);
  if (parsed.success) return parsed.data;
  throw new SignerError('invalid-option', faultIn(parsed.issues, name, Object.keys(members)));
}

/** @throws SignerError as {@link readPolicy}. */
export function resolvePolicy(policy: Policy = {}): ResolvedPolicy {
  const read = readPolicy(policy);
  const resolved = {
    maxSize: Number.MAX_SAFE_INTEGER,
    accept: [],
    maxFiles: MAX_BATCH,
    keyTemplate: DEFAULT_KEY_TEMPLATE,
    urlTtl: 120,
    uploadTtl: DAY,
    receiptTtl: DAY,
    sniff: wantsSniffing(read),
    downloadTtl: 120,
    inline: SHOWN_BY_DEFAULT,
    download: (): boolean => false,
    ...read,
  };
  // No URL outlives its upload.
  if (resolved.uploadTtl >= resolved.urlTtl) return resolved;
  throw new SignerError(
    'invalid-option',
    `policy.uploadTtl is ${resolved.uploadTtl}; it must be a whole number from ${resolved.urlTtl} to ${30 * DAY}.`,
  );
}
