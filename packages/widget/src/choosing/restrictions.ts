/**
 * The limits of the field: `accept`, `max-size`, `max-files`, as they are written and as people read them.
 *
 * @module
 */
import { isLimited, parseAccept } from '@direct-upload/accept/list';
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

/** Whether a file is one of those that the entries of `accept` mean; without entries each is. */
export type Judge = (file: File, entries: readonly string[]) => boolean;

/**
 * The judge as long as the table of types is not loaded. It refuses only what is certain: an image is no PDF, whatever it is
 * called. What only the table can tell is left to the signer.
 */
export const mayBeAccepted: Judge = ({ name, type }, entries) =>
  entries.length === 0 ||
  entries.some((entry) => {
    if (entry.startsWith('.')) return name.toLowerCase().endsWith(entry);
    const declared = kindOf(type);
    return declared === undefined || [undefined, declared].includes(kindOf(entry));
  });

/** What files of a type surely are; undefined for types that systems give to files of many kinds. */
function kindOf(type: string): string | undefined {
  if (/^text\/xml\b/i.test(type)) return undefined;
  const kind = /^(?:image|font|text|application\/pdf)\b/i.exec(type)?.[0].toLowerCase();
  return /^(?:audio|video)\//i.test(type) ? 'media' : kind;
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
