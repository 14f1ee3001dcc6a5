/**
 * What the field refuses before anything is sent: `accept`, `max-size`, `max-files`. The signer decides the same again
 * with authority; here it only saves people from waiting for a refusal.
 *
 * @module
 */
import { UploadError } from './engine/index.js';
import type { Format } from './format.js';
import type { Messages } from './messages.js';

/** The limits of a field, parsed. */
export interface Restrictions {
  /** As the native attribute: `image/*,.pdf,application/zip`. `''` accepts everything. */
  readonly accept: string;
  /** Bytes per file; `undefined` for no limit. */
  readonly maxSize: number | undefined;
  readonly maxFiles: number | undefined;
}

const POWERS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/**
 * Bytes of `"50MB"` (decimal), `"50 MiB"` (binary), `"1.5g"`, `"5000000"` or a number; `undefined` for nothing.
 *
 * @throws RangeError that says what is understood, for anything else
 */
export function parseSize(value: string | number | null | undefined): number | undefined {
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?$/i.exec(text);
  if (!match) {
    throw new RangeError(
      `max-size="${text}" is not a size. Write bytes (5000000) or a unit: 500kB, 50MB, 2GB, 64MiB.`,
    );
  }
  const [, digits, prefix = '', binary] = match;
  return Math.floor(Number(digits) * (binary ? 1024 : 1000) ** (POWERS[prefix.toLowerCase()] ?? 0));
}

/**
 * @throws RangeError unless `value` is nothing or a whole number from 1
 */
export function parseCount(value: string | number | null | undefined): number | undefined {
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  if (!/^[1-9]\d*$/.test(text)) {
    throw new RangeError(`max-files="${text}" is not a count. Write a whole number from 1.`);
  }
  return Number(text);
}

/**
 * The limits that a field's properties mean.
 *
 * @param onInvalid - gets the error of each property that cannot be understood; that limit is then left out, the
 *   signer still enforces its own
 */
export function restrictionsOf(
  field: Readonly<Record<'maxSize' | 'maxFiles', string | number | null>> & {
    readonly accept: string;
    readonly multiple: boolean;
  },
  onInvalid: (error: unknown) => void = () => undefined,
): Restrictions {
  const read = <T>(parse: () => T): T | undefined => {
    try {
      return parse();
    } catch (error) {
      onInvalid(error);
      return undefined;
    }
  };
  const maxFiles = read(() => parseCount(field.maxFiles));
  return {
    accept: field.accept,
    maxSize: read(() => parseSize(field.maxSize)),
    maxFiles: field.multiple ? maxFiles : 1,
  };
}

/** The entries of an `accept` attribute, in lower case. */
export function acceptTokens(accept: string): readonly string[] {
  return accept
    .toLowerCase()
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '');
}

/** Whether a file matches an `accept` attribute (HTML §4.10.5.1.17): an extension, a media type, or `image/*`. */
export function isAccepted(file: File, accept: string): boolean {
  const tokens = acceptTokens(accept);
  const name = file.name.toLowerCase();
  const type = file.type.toLowerCase().split(';')[0] ?? '';
  return (
    tokens.length === 0 ||
    tokens.some((token) =>
      token.startsWith('.')
        ? name.endsWith(token)
        : token === '*/*' ||
          token === type ||
          (token.endsWith('/*') && type.startsWith(token.slice(0, -1))),
    )
  );
}

/** The limits in one line: `Images, PDF · up to 50 MB · at most 20 files`; `''` if there are none. */
export function describeRestrictions(
  { accept, maxSize, maxFiles }: Restrictions,
  { text, format }: { readonly text: Messages; readonly format: Format },
): string {
  return [
    describeAccept(accept, text),
    maxSize === undefined ? '' : text.maxSize(format.bytes(maxSize)),
    maxFiles === undefined || maxFiles === 1 ? '' : text.maxFiles(maxFiles),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** `accept` for people: `image/*,.pdf` → `Images, PDF`. */
export function describeAccept(accept: string, text: Messages): string {
  return acceptTokens(accept)
    .map((token) =>
      token.endsWith('/*')
        ? text.kind(token.slice(0, -2))
        : token.replace(/^(\.|.*\/)/, '').toUpperCase(),
    )
    .join(', ');
}

/**
 * Decides about a batch.
 *
 * @param present - how many files the field holds already
 * @returns the refused files with the reason; whoever is not in it may be sent
 */
export function refuse(
  files: Iterable<File>,
  limits: Restrictions,
  present: number,
  { text, format }: { readonly text: Messages; readonly format: Format },
): ReadonlyMap<File, UploadError> {
  const refused = new Map<File, UploadError>();
  let count = present;
  for (const file of files) {
    if (!isAccepted(file, limits.accept)) {
      const accept = describeAccept(limits.accept, text);
      refused.set(file, new UploadError('type-not-allowed', text.typeNotAllowed(accept)));
    } else if (limits.maxSize !== undefined && file.size > limits.maxSize) {
      const sentence = text.tooLarge(format.bytes(file.size), format.bytes(limits.maxSize));
      refused.set(file, new UploadError('too-large', sentence));
    } else if (limits.maxFiles !== undefined && count >= limits.maxFiles) {
      refused.set(file, new UploadError('too-many', text.tooMany(limits.maxFiles)));
    } else {
      count += 1;
    }
  }
  return refused;
}
