/**
 * A manifest as a client sends it: what can be said about it without looking at the segments, in Swift's words.
 *
 * @module
 */
import { plain, sentence, type Answer } from '../../http/answer.js';
import { decodeUtf8 } from '../../http/percent.js';
import { parseRanges } from '../ranges.js';

/** One entry that is well-formed. */
export type InputEntry =
  /** Base64 with its proper padding. */
  { readonly kind: 'data'; readonly data: string } | InputSegment;

/** An object and what the client says about it. */
export interface InputSegment {
  readonly kind: 'segment';
  /** As sent: with or without a slash in front. */
  readonly path: string;
  readonly etag: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** What would stand in a `Range` header. */
  readonly range: string | undefined;
}

type Parsed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: string };

const TOO_SMALL = 'too small; each segment must be at least 1 byte.';
const SEGMENT_KEYS = ['path', 'etag', 'size_bytes', 'range'];

/** @param own `container/object` of the manifest, which may not contain itself */
export function parseInput(body: Uint8Array, own: string): readonly InputEntry[] | Answer {
  const list = parseJson(body);
  if (list === undefined) return sentence(400, 'Manifest must be valid JSON.\n');
  if (!Array.isArray(list.value)) return sentence(400, 'Manifest must be a list.\n');
  const items: readonly unknown[] = list.value;
  const errors: string[] = [];
  const entries: InputEntry[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = parseEntry(item, own, index === items.length - 1);
    if (parsed.kind === 'ok') entries.push(parsed.value);
    else errors.push(`Index ${index}: ${parsed.reason}\n`);
  }
  if (items.length > 0 && items.every((item) => isObject(item) && 'data' in item)) {
    errors.push('Inline data segments require at least one object-backed segment.\n');
  }
  return errors.length > 0 ? plain(400, errors.join('')) : entries;
}

function parseJson(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(decodeUtf8(body) ?? '') as unknown };
  } catch {
    return undefined;
  }
}

function isObject(item: unknown): item is Readonly<Record<string, unknown>> {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

function parseEntry(item: unknown, own: string, isLast: boolean): Parsed<InputEntry> {
  if (!isObject(item)) return refused('not a JSON object');
  const isData = 'data' in item;
  if (!isData && !('path' in item)) {
    // Swift 2.30.1 trips over its own message here and answers 500; this is what it means to say.
    return refused("expected keys to include one of 'data' or 'path'");
  }
  const allowed = isData ? ['data'] : SEGMENT_KEYS;
  const extraneous = Object.keys(item).filter((key) => !allowed.includes(key));
  if (extraneous.length > 0) {
    const list = extraneous.sort().map((key) => JSON.stringify(key));
    return refused(`extraneous keys ${list.join(', ')}`);
  }
  return isData ? parseData(item['data']) : parseSegment(item, own, isLast);
}

/** More padding than needed is taken, less is not. */
function parseData(value: unknown): Parsed<InputEntry> {
  const [, digits = '', padding = ''] =
    (typeof value === 'string' ? /^([A-Za-z0-9+/]*)(=*)$/.exec(value) : null) ?? [];
  const missing = (4 - (digits.length % 4)) % 4;
  const isBase64 = typeof value === 'string' && digits + padding === value;
  if (!isBase64 || missing === 3 || padding.length < missing) {
    return refused('data must be valid base64');
  }
  if (digits === '') return refused(TOO_SMALL);
  const data = Buffer.from(digits, 'base64').toString('base64');
  return { kind: 'ok', value: { kind: 'data', data } };
}

function parseSegment(
  item: Readonly<Record<string, unknown>>,
  own: string,
  isLast: boolean,
): Parsed<InputEntry> {
  const { path, etag, size_bytes: sizeBytes } = item;
  if (typeof path !== 'string') return refused('"path" must be a string');
  if (etag !== undefined && etag !== null && typeof etag !== 'string') {
    return refused('"etag" must be a string or null (if provided)');
  }
  if (!path.replace(/^\/+|\/+$/g, '').includes('/')) {
    return refused('path does not refer to an object. Path must be of the form /container/object.');
  }
  const size = sizeBytes === undefined || sizeBytes === null ? undefined : toInteger(sizeBytes);
  if (Number.isNaN(size)) return refused('invalid size_bytes');
  if (size !== undefined && size < 1 && !isLast) return refused(TOO_SMALL);
  if (path.replace(/^\/+/, '') === own)
    return refused('manifest must not include itself as a segment');
  const range = parseRange(item['range'], size);
  if (range.kind === 'refused') return range;
  const entry = {
    kind: 'segment',
    path,
    etag: etag ?? undefined,
    size,
    range: range.value,
  } as const;
  return { kind: 'ok', value: entry };
}

/** As Python's `int()` takes it: `12`, `"12"` and `12.7` are all 12. `NaN` for what is no number. */
function toInteger(value: unknown): number {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : NaN;
}

function parseRange(value: unknown, size: number | undefined): Parsed<string | undefined> {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) {
    return { kind: 'ok', value: undefined };
  }
  const range = typeof value === 'string' || typeof value === 'number' ? `bytes=${value}` : '';
  if (parseRanges(range, Number.MAX_SAFE_INTEGER).kind === 'none') return refused('invalid range');
  if (range.includes(',')) return refused('multiple ranges (only one allowed)');
  if (size !== undefined && parseRanges(range, size).kind !== 'some') {
    return refused('unsatisfiable range');
  }
  return { kind: 'ok', value: range };
}

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}
