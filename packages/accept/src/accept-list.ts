/**
 * Accept lists as people write them, read to one spelling: `*&#47;*`, `image/*`, `image/jpeg` and `.pdf`. Imports nothing: a
 * page describes its limits at once, and loads what judges files later.
 *
 * @module
 */
/** A list that was read. */
export interface AcceptList {
  /** Every entry in the one spelling. Empty: everything is accepted. */
  readonly entries: readonly string[];
  /** What no file could ever match, as it was written. */
  readonly unknown: readonly string[];
}

/** The entry that accepts everything. */
const ANYTHING = '*/*';

/** Types and extensions are written without spaces; some people separate by them. */
const SEPARATORS = /[\s,]+/;
const PARAMETERS = /;\s*[\w.-]+\s*=\s*(?:"[^"]*"|[^\s,;"]*)/g;
const EVERYTHING = ['*', '*.*', '.*', ANYTHING];
/** What a family is called, written without `/*`: no file has such an extension. */
const FAMILIES = ['image', 'images', 'video', 'videos', 'audio', 'text', 'application', 'font'];

/** A type or a family, of names as in RFC 6838 §4.2. */
const TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/(?:\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,126})$/;
const EXTENSION = /^(?:\.[^\s./\\{}*?:;"'<>|]+)+$/;

/** @param accept - an `accept` attribute, or its entries one by one */
export function parseAccept(accept: string | readonly string[]): AcceptList {
  const lists = typeof accept === 'string' ? [accept] : accept;
  const tokens = lists.flatMap((list) => list.replace(PARAMETERS, '').split(SEPARATORS));
  const read = tokens
    .filter((token) => token !== '')
    .map((token) => ({ token, entry: readEntry(token.toLowerCase()) }));
  return {
    entries: [...new Set(read.flatMap(({ entry }) => entry ?? []))],
    unknown: read.flatMap(({ token, entry }) => (entry === undefined ? [token] : [])),
  };
}

function readEntry(token: string): string | undefined {
  if (EVERYTHING.includes(token)) return ANYTHING;
  if (token.includes('/')) return TYPE.test(token) ? token : undefined;
  if (FAMILIES.includes(token)) return undefined;
  // `.pdf`, and what people write for it: `*.pdf`, `pdf`.
  const extension = /^[\w-]+$/.test(token) ? `.${token}` : token.replace(/^\*\./, '.');
  return EXTENSION.test(extension) ? extension : undefined;
}

/** Whether a list says anything about what may come. */
export function isLimited(entries: readonly string[]): boolean {
  return entries.length > 0 && !entries.includes(ANYTHING);
}
