/**
 * What large objects are made of. A manifest that exists counts, finished or not; one that cannot be read for another reason
 * than that it is gone ends everything, because its parts would look like nobody's.
 *
 * @module
 */
import { z } from 'zod';
import type { ClientContext } from '../client/context.js';
import { SignerError } from '../errors.js';
import { parseJson } from '../parse.js';
import { LOOK } from './part-state.js';

type Asking = Pick<ClientContext, 'ask'>;
type Path = readonly [container: string, name: string];

/** Decoded, from the account on: `/container/object`. */
const manifest = z.array(z.object({ name: z.string() }));

/** The objects that an SLO manifest names, as `/container/object`; none if it is gone. */
export async function segmentsOf(
  context: Asking,
  path: Path,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const query = { 'multipart-manifest': 'get', format: 'json' };
  const request = { ...LOOK, method: 'GET', path, query, doing: 'show a manifest' };
  const { status, headers, body } = await context.ask(request, signal);
  // Not a manifest (any more): what came are the bytes.
  if (status === 404 || !headers.has('x-static-large-object')) return [];
  const entries = parseJson(manifest, body);
  if (entries) return entries.map(({ name }) => name);
  throw new SignerError(
    'storage-unavailable',
    `The manifest of ${JSON.stringify(path.join('/'))} cannot be read; nothing was deleted.`,
  );
}

/** What an object is made of. */
export type Composition =
  | { readonly kind: 'plain' }
  | { readonly kind: 'segments' }
  /** A Dynamic Large Object: all objects whose path begins so, as `/container/prefix`. */
  | { readonly kind: 'prefix'; readonly prefix: string };

/** From a look at the object. */
export async function compositionOf(
  context: Asking,
  path: Path,
  signal: AbortSignal,
): Promise<Composition> {
  const request = { ...LOOK, path, doing: 'look at an object' };
  const { headers } = await context.ask(request, signal);
  if (headers.has('x-static-large-object')) return { kind: 'segments' };
  const prefix = headers.get('x-object-manifest');
  if (prefix === null) return { kind: 'plain' };
  return { kind: 'prefix', prefix: `/${decodeURIComponent(prefix).replace(/^\//, '')}` };
}
