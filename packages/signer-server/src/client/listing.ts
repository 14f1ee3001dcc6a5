/**
 * Listings of an account and of a container, page by page. How many a page may have is the operator's choice, and asking
 * for more is refused (412): so none is asked for unless the caller wants fewer, and a short page means nothing.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../errors.js';
import { parseJson } from '../parse.js';
import type { ClientContext } from './context.js';

/** Which names to list. */
export interface ListOptions {
  /** Names that begin so. */
  readonly prefix?: string;
  /** Names after this one. */
  readonly marker?: string;
  /** Names before this one. */
  readonly endMarker?: string;
  /** Most entries in all; default: no limit. */
  readonly limit?: number;
  /** Entries to ask for at once; default: what storage gives. */
  readonly pageSize?: number;
}

/** What one kind of listing is. */
export interface ListingKind<T> {
  /** Decoded names, from the account on. */
  readonly path: readonly string[];
  readonly doing: string;
  readonly entry: z.ZodType<T>;
  /** After which the next page begins. */
  readonly nameOf: (entry: T) => string;
  readonly query?: Readonly<Record<string, string>>;
}

/** Every entry, by name. */
export async function* listAll<T>(
  context: Pick<ClientContext, 'ask'>,
  kind: ListingKind<T>,
  options: ListOptions,
  signal: AbortSignal,
): AsyncGenerator<T> {
  let { marker = '' } = options;
  for (let left = options.limit ?? Infinity; left > 0;) {
    const page = await listPage(context, kind, { ...options, marker, limit: left }, signal);
    const last = page.at(-1);
    if (last === undefined) return;
    // A storage that ignores `marker` would be asked for ever.
    if (marker !== '' && kind.nameOf(last) === marker) {
      throw new SignerError('storage-unavailable', 'Storage does not list by marker.');
    }
    yield* page.slice(0, left);
    left -= page.length;
    marker = kind.nameOf(last);
  }
}

async function listPage<T>(
  context: Pick<ClientContext, 'ask'>,
  kind: ListingKind<T>,
  { prefix, marker, endMarker, limit = Infinity, pageSize }: ListOptions,
  signal: AbortSignal,
): Promise<readonly T[]> {
  // Below this any Swift gives a page of that size.
  const few = limit < 1000 ? limit : undefined;
  const size = pageSize === undefined ? few : Math.min(pageSize, limit);
  const query = {
    format: 'json',
    ...kind.query,
    ...(prefix !== undefined && { prefix }),
    ...(marker !== undefined && marker !== '' && { marker }),
    ...(endMarker !== undefined && { end_marker: endMarker }),
    ...(size !== undefined && { limit: String(size) }),
  };
  const answer = await context.ask(
    { method: 'GET', path: kind.path, query, doing: kind.doing },
    signal,
  );
  if (answer.status === 204) return [];
  const entries = parseJson(z.array(kind.entry), answer.body);
  if (entries) return entries;
  throw new SignerError('storage-unavailable', `Storage failed to ${kind.doing}: no listing came.`);
}
