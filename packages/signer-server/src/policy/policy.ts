/**
 * What may be uploaded. The policy judges declarations; whether the stored object keeps to them is looked at on
 * completion. Every refusal says the number or the list that was passed.
 *
 * @module
 */
import type { CallerLimits } from '../authorize/limits.js';
import { SignerError } from '../errors.js';
import { formatBytes, formatList } from '../format.js';
import { extensionOfName, extensionOfType, mediaType, typeOfExtension } from './media-types.js';
import { SHOWN_BY_DEFAULT, inlineEntry } from './inline-types.js';
import { DEFAULT_KEY_TEMPLATE } from '../names/object-key.js';
import type { ReceiptClaims } from '../tokens/receipt.js';
import { MAX_BATCH } from '../wire/schema.js';
import type { FileDeclaration } from '../wire/schema.js';

/** The limits an application sets. */
export interface Policy {
  /**
   * Most bytes per file. Default: what storage takes. On Swift that is 1000 parts of 5 GiB (4.9 TiB) as a rule; 5 GiB
   * for a signer without credentials, or where the cluster does not put parts together.
   */
  readonly maxSize?: number;
  /**
   * Types (`image/png`), families (`image/*`) and extensions (`.pdf`), as in the `accept` attribute; one match is
   * enough. Default: everything. A file that only its extension lets in is stored with the type of that extension.
   */
  readonly accept?: readonly string[];
  /** Most files in one create call, 1 to 1000. Default: 1000. */
  readonly maxFiles?: number;
  /** Template of object names, see {@link keyTemplate}. Default: `{random}{ext}`. */
  readonly keyTemplate?: string;
  /** Seconds a signed URL lives; a request must start before its end, however long it takes. Default: 120. */
  readonly urlTtl?: number;
  /** Seconds an upload may take from grant to completion. Default: 86400, a day. */
  readonly uploadTtl?: number;
  /**
   * Whether the first bytes of a file must agree with its type. A PNG that is a web page, or a text that is a program, is
   * refused and deleted. Default: if `accept` says what may come.
   */
  readonly sniff?: boolean;
  /** Seconds a receipt is valid from the moment the object was stored. Default: 86400. */
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
export interface ResolvedPolicy {
  readonly maxSize: number;
  readonly accept: readonly string[];
  readonly maxFiles: number;
  readonly keyTemplate: string;
  readonly urlTtl: number;
  readonly uploadTtl: number;
  readonly receiptTtl: number;
  readonly sniff: boolean;
  readonly downloadTtl: number;
  readonly inline: readonly string[];
  readonly download: AllowDownload;
}

/** What the policy makes of an accepted file. */
export interface AcceptedFile {
  /** The type the final object gets. */
  readonly contentType: string;
  /** Extension for the key, with its dot, or `''`. */
  readonly ext: string;
}

const DAY = 86_400;

/** @throws SignerError `invalid-option` for the first value that makes no sense. */
export function resolvePolicy(policy: Policy = {}): ResolvedPolicy {
  const resolved = {
    maxSize: policy.maxSize ?? Number.MAX_SAFE_INTEGER,
    accept: (policy.accept ?? []).map(acceptEntry),
    maxFiles: policy.maxFiles ?? MAX_BATCH,
    keyTemplate: policy.keyTemplate ?? DEFAULT_KEY_TEMPLATE,
    urlTtl: policy.urlTtl ?? 120,
    uploadTtl: policy.uploadTtl ?? DAY,
    receiptTtl: policy.receiptTtl ?? DAY,
    sniff: policy.sniff ?? (policy.accept ?? []).length > 0,
    downloadTtl: policy.downloadTtl ?? 120,
    inline: (policy.inline ?? SHOWN_BY_DEFAULT).map(inlineEntry),
    download: policy.download ?? ((): boolean => false),
  };
  assertRange('policy.maxSize', resolved.maxSize, 0, Number.MAX_SAFE_INTEGER);
  assertRange('policy.maxFiles', resolved.maxFiles, 1, MAX_BATCH);
  // A URL is a bearer right; a day is far beyond any need, since only the start of a request has to be in time.
  assertRange('policy.urlTtl', resolved.urlTtl, 1, DAY);
  assertRange('policy.uploadTtl', resolved.uploadTtl, resolved.urlTtl, 30 * DAY);
  assertRange('policy.receiptTtl', resolved.receiptTtl, 1, 3650 * DAY);
  assertRange('policy.downloadTtl', resolved.downloadTtl, 1, DAY);
  return resolved;
}

function assertRange(name: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new SignerError(
      'invalid-option',
      `${name} is ${value}; it must be a whole number from ${least} to ${most}.`,
    );
  }
}

function acceptEntry(entry: string): string {
  const lower = entry.trim().toLowerCase();
  const valid =
    /^\.[^\s/\\{}]+$/.test(lower) ||
    mediaType(lower.replace(/\/\*$/, '/x')) === lower.replace(/\/\*$/, '/x');
  if (!valid || lower === '') {
    throw new SignerError(
      'invalid-option',
      `policy.accept has ${JSON.stringify(entry)}; entries look like image/png, image/* or .pdf.`,
    );
  }
  return lower;
}

/**
 * Judges one file.
 *
 * @throws SignerError `too-large` or `type-not-allowed`.
 */
export function judge(
  file: FileDeclaration,
  policy: ResolvedPolicy,
  storageMaxSize: number,
): AcceptedFile {
  const limit = Math.min(policy.maxSize, storageMaxSize);
  if (file.size > limit) {
    throw tooLarge(file.size, limit);
  }
  const declared = mediaType(file.type);
  const extension = extensionOfName(file.name);
  if (declared === undefined) {
    throw new SignerError('type-not-allowed', `${JSON.stringify(file.type)} is no media type.`);
  }
  if (policy.accept.length === 0 || policy.accept.some((entry) => covers(entry, declared))) {
    const listed = policy.accept.includes(extension) ? extension : '';
    return { contentType: declared, ext: extensionOfType(declared) || listed };
  }
  if (extension !== '' && policy.accept.includes(extension)) {
    return { contentType: typeOfExtension(extension), ext: extension };
  }
  throw notAllowed(declared, extension, policy.accept);
}

function tooLarge(size: number, limit: number): SignerError {
  return new SignerError(
    'too-large',
    `The file has ${formatBytes(size)}; at most ${formatBytes(limit)} are allowed.`,
  );
}

function notAllowed(type: string, extension: string, accept: readonly string[]): SignerError {
  return new SignerError(
    'type-not-allowed',
    `Files of type ${type}${extension && ` (${extension})`} are not allowed; ` +
      `allowed are ${formatList(accept)}.`,
  );
}

/**
 * Holds a file that the policy allows against what this caller may upload.
 *
 * @param contentType - what the policy made of the declared type
 * @throws SignerError `too-large` or `type-not-allowed`.
 */
export function assertWithinLimits(
  file: FileDeclaration,
  contentType: string,
  { maxSize, accept }: CallerLimits,
): void {
  if (maxSize !== undefined && file.size > maxSize) throw tooLarge(file.size, maxSize);
  const extension = extensionOfName(file.name);
  const isAccepted = (entry: string): boolean =>
    covers(entry.toLowerCase(), contentType) || entry.toLowerCase() === extension;
  if (accept && !accept.some(isAccepted)) throw notAllowed(contentType, extension, accept);
}

/** `image/*` covers `image/png`; extensions cover no type. */
function covers(entry: string, type: string): boolean {
  return entry.endsWith('/*') ? type.startsWith(entry.slice(0, -1)) : entry === type;
}

/** @throws SignerError `too-many`. */
export function assertFileCount(
  count: number,
  policy: ResolvedPolicy,
  limits: CallerLimits = {},
): void {
  const most = Math.min(policy.maxFiles, limits.maxFiles ?? policy.maxFiles);
  if (count > most) {
    throw new SignerError(
      'too-many',
      `This call asks for ${count} files; at most ${most} are allowed in one.`,
    );
  }
}
