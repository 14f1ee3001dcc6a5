/**
 * What may be uploaded. The policy judges declarations; whether the stored object keeps to them is looked at on
 * completion. Every refusal says the number or the list that was passed.
 *
 * @module
 */
import { SignerError } from './errors.js';
import { formatBytes, formatList } from './format.js';
import { extensionOfName, extensionOfType, mediaType, typeOfExtension } from './media-types.js';
import { DEFAULT_KEY_TEMPLATE } from './object-key.js';
import { MAX_BATCH } from './schema.js';
import type { FileDeclaration } from './schema.js';

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
  /** Seconds a receipt is valid from the moment the object was stored. Default: 86400. */
  readonly receiptTtl?: number;
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
  };
  assertRange('policy.maxSize', resolved.maxSize, 0, Number.MAX_SAFE_INTEGER);
  assertRange('policy.maxFiles', resolved.maxFiles, 1, MAX_BATCH);
  // A URL is a bearer right; a day is far beyond any need, since only the start of a request has to be in time.
  assertRange('policy.urlTtl', resolved.urlTtl, 1, DAY);
  assertRange('policy.uploadTtl', resolved.uploadTtl, resolved.urlTtl, 30 * DAY);
  assertRange('policy.receiptTtl', resolved.receiptTtl, 1, 3650 * DAY);
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
    throw new SignerError(
      'too-large',
      `The file has ${formatBytes(file.size)}; at most ${formatBytes(limit)} are allowed.`,
    );
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
  throw new SignerError(
    'type-not-allowed',
    `Files of type ${declared}${extension && ` (${extension})`} are not allowed; ` +
      `allowed are ${formatList(policy.accept)}.`,
  );
}

/** `image/*` covers `image/png`; extensions cover no type. */
function covers(entry: string, type: string): boolean {
  return entry.endsWith('/*') ? type.startsWith(entry.slice(0, -1)) : entry === type;
}

/** @throws SignerError `too-many`. */
export function assertFileCount(count: number, policy: ResolvedPolicy): void {
  if (count > policy.maxFiles) {
    throw new SignerError(
      'too-many',
      `This call asks for ${count} files; at most ${policy.maxFiles} are allowed in one.`,
    );
  }
}
