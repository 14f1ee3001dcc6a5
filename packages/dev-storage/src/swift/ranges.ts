/**
 * The `Range` header (RFC 9110 §14.2), with Swift's reading of it.
 *
 * @module
 */

/** Bytes `start` to `end`, the latter not included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A range that cannot be read is ignored; one that holds no byte of the object is `unsatisfiable`. */
export type Ranges =
  | { readonly kind: 'none' }
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'some'; readonly ranges: readonly ByteRange[] };

/** More would be an attack rather than a download; Swift draws the same line. */
const MAX_RANGES = 50;

/** @param size bytes of the object */
export function parseRanges(header: string | undefined, size: number): Ranges {
  const list = /^bytes=(.*)$/i.exec((header ?? '').replaceAll(' ', ''))?.[1];
  if (list === undefined) return { kind: 'none' };
  const ranges: ByteRange[] = [];
  for (const item of list.split(',')) {
    const range = parseItem(item, size);
    if (range === undefined) return { kind: 'none' };
    if (range.start < range.end) ranges.push(range);
  }
  return ranges.length === 0 || ranges.length > MAX_RANGES
    ? { kind: 'unsatisfiable' }
    : { kind: 'some', ranges };
}

/** One `first-last`, `first-` or `-count`; an empty range if it lies outside, `undefined` if it is malformed. */
function parseItem(item: string, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/.exec(item) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return { start: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
