/**
 * Listings: which names of a sorted list are shown, and as what.
 *
 * @module
 */
import { plain, sentence, withHeaders, type Answer, type AnswerHeaders } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import type { Query } from '../http/query.js';
import { compareNames } from '../disk/tree.js';
import { LIMITS } from './limits.js';

/** One line of a listing: an item, or everything below a delimiter. */
export type Line<T> =
  { readonly kind: 'item'; readonly item: T } | { readonly kind: 'subdir'; readonly name: string };

/** `limit` as a number, or the refusal. */
export function checkLimit(query: Query): Answer | undefined {
  const limit = query.get('limit');
  if (limit === undefined || !/^\d+$/.test(limit) || Number(limit) <= LIMITS.listingLimit) {
    return undefined;
  }
  return sentence(412, `Maximum limit is ${LIMITS.listingLimit}`);
}

/** Picks from `items`, which are sorted by name, by `limit marker end_marker prefix delimiter reverse`. */
export function selectLines<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  query: Query,
): readonly Line<T>[] {
  const reverse = ['true', '1', 'yes', 'on', 't', 'y'].includes(
    (query.get('reverse') ?? '').toLowerCase(),
  );
  const limit = Math.min(positive(query.get('limit')) ?? LIMITS.listingLimit, LIMITS.listingLimit);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const isWithin = markers(query, reverse);
  const lines: Line<T>[] = [];
  let lastSubdir: string | undefined;
  for (const item of reverse ? items.toReversed() : items) {
    if (lines.length >= limit) break;
    const name = nameOf(item);
    if (!name.startsWith(prefix)) continue;
    const cut = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    const shown = cut < 0 ? name : name.slice(0, cut + delimiter.length);
    if (!isWithin(shown) || (cut >= 0 && shown === lastSubdir)) continue;
    if (cut < 0) lines.push({ kind: 'item', item });
    else lines.push({ kind: 'subdir', name: shown });
    lastSubdir = cut < 0 ? undefined : shown;
  }
  return lines;
}

/** A listing as an answer: JSON if asked for by `format=json` or `Accept`, else one name per line. */
export function renderListing<T>(
  request: SwiftRequest,
  lines: readonly Line<T>[],
  headers: AnswerHeaders,
  describe: (item: T) => { readonly name: string } & Readonly<Record<string, unknown>>,
): Answer {
  const type = listingType(request);
  const varies = request.query.has('format') ? {} : { Vary: 'Accept' };
  const shared = { ...headers, ...varies, 'Content-Type': `${type}; charset=utf-8` };
  const entries = lines.map((line) =>
    line.kind === 'item' ? describe(line.item) : { subdir: line.name },
  );
  if (type === 'application/json') {
    return { status: 200, headers: shared, body: Buffer.from(JSON.stringify(entries)) };
  }
  if (lines.length === 0) return { status: 204, headers: shared, body: new Uint8Array(0) };
  const names = entries.map((entry) => ('subdir' in entry ? entry.subdir : entry.name));
  return withHeaders(plain(200, names.map((name) => `${String(name)}\n`).join('')), shared);
}

/** The media type a listing of this request has, which a HEAD shows too. */
export function listingType({ query, headers }: SwiftRequest): 'text/plain' | 'application/json' {
  const format = query.get('format');
  const isJson =
    format === undefined
      ? /^\s*application\/json\b/.test(headers.get('accept') ?? '')
      : format.toLowerCase() === 'json';
  return isJson ? 'application/json' : 'text/plain';
}

function markers(query: Query, reverse: boolean): (name: string) => boolean {
  const [after, before] = [query.get('marker') ?? '', query.get('end_marker') ?? ''];
  const sign = reverse ? -1 : 1;
  return (name) =>
    (after === '' || sign * compareNames(name, after) > 0) &&
    (before === '' || sign * compareNames(name, before) < 0);
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
