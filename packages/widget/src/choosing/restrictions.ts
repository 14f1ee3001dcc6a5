/**
 * The limits of the field: `accept`, `max-size`, `max-files`, as they are written and as people read them.
 *
 * @module
 */
import {
  acceptedType,
  isLimited,
  parseAccept,
  typeKey,
  type TypeTable,
} from '@direct-upload/accept';
import type { Format } from '../i18n/format.js';
import type { Messages } from '../i18n/messages.js';

/** The strings and formats of a language. */
export interface Voice {
  readonly text: Messages;
  readonly format: Format;
}

/** The limits of a field, parsed. */
export interface Restrictions {
  /** As the native attribute: `image/*,.pdf,application/zip`. `''` accepts everything. */
  readonly accept: string;
  /** Bytes per file; `undefined` for no limit. */
  readonly maxSize: number | undefined;
  readonly maxFiles: number | undefined;
}

/** Attributes that can be misunderstood. */
export type LimitAttribute = 'accept' | 'max-size' | 'max-files';

const POWERS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/**
 * Bytes of `"50MB"` (decimal), `"50 MiB"` (binary), `"1.5g"`, `"5000000"` or a number; `undefined` for nothing, NaN for
 * what it does not understand.
 */
export function parseSize(value: string | number | null | undefined): number | undefined {
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?$/i.exec(text);
  if (!match) return NaN;
  const [, digits, prefix = '', binary] = match;
  return Math.floor(Number(digits) * (binary ? 1024 : 1000) ** (POWERS[prefix.toLowerCase()] ?? 0));
}

/** A whole number from 1; `undefined` for nothing, NaN for anything else. */
export function parseCount(value: string | number | null | undefined): number | undefined {
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  return /^[1-9]\d*$/.test(text) ? Number(text) : NaN;
}

/**
 * The limits that a field's properties mean.
 *
 * @param onInvalid - is told of each attribute that cannot be understood; that limit is then left out, the signer still
 *   enforces its own
 */
export function restrictionsOf(
  field: Readonly<Record<'maxSize' | 'maxFiles', string | number | null>> & {
    /** Anything: frameworks set `undefined` where nothing is given. */
    readonly accept: unknown;
    readonly multiple: boolean;
  },
  onInvalid: (attribute: LimitAttribute) => void = () => undefined,
): Restrictions {
  const understood = (attribute: LimitAttribute, limit: number | undefined): number | undefined => {
    if (!Number.isNaN(limit)) return limit;
    onInvalid(attribute);
    return undefined;
  };
  const accept = typeof field.accept === 'string' ? field.accept : '';
  if (parseAccept(accept).unknown.length > 0) onInvalid('accept');
  const maxFiles = understood('max-files', parseCount(field.maxFiles));
  return {
    accept,
    maxSize: understood('max-size', parseSize(field.maxSize)),
    maxFiles: field.multiple ? maxFiles : 1,
  };
}

/** The entries of an `accept` attribute in one spelling; none for one that takes everything. */
export function acceptTokens(accept: string): readonly string[] {
  const { entries } = parseAccept(accept);
  return isLimited(entries) ? entries : [];
}

/** `accept` for a native input: in its spelling, and with the usual name of each type (`image/jpeg` for `image/jpg`). */
export function nativeAccept(accept: string): string {
  const names = acceptTokens(accept).flatMap((token) => [token, typeKey(token)]);
  return [...new Set(names)].join(',');
}

/**
 * Whether a file matches an `accept` attribute, as the signer would judge it.
 *
 * @param table - undefined as long as it is not loaded: what only it can tell is left to the signer
 */
export function isAccepted(file: File, accept: string, table: TypeTable | undefined): boolean {
  return acceptedType(file, acceptTokens(accept), table) !== undefined;
}

/** The limits in one line: `Images, PDF · up to 50 MB · at most 20 files`; `''` if there are none. */
export function describeRestrictions(
  { accept, maxSize, maxFiles }: Restrictions,
  view: Voice,
): string {
  const { text, format } = view;
  return [
    describeAccept(accept, view),
    maxSize === undefined ? '' : text.maxSize(format.bytes(maxSize)),
    maxFiles === undefined || maxFiles === 1 ? '' : text.maxFiles(maxFiles),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** `accept` for people: `image/*,.pdf` → `Images, PDF`. */
export function describeAccept(accept: string, { text, format }: Voice): string {
  return format.list(
    acceptTokens(accept).map((token) =>
      token.endsWith('/*')
        ? text.kind(token.slice(0, -2))
        : token.replace(/^(\.|.*\/)/, '').toUpperCase(),
    ),
  );
}
