/**
 * The listing of a container: objects, and with a delimiter what stands for a folder.
 *
 * @module
 */
import { z } from 'zod';
import { assertContainerName } from '../names/object-name.js';
import type { ClientContext } from './context.js';
import { listAll } from './listing.js';
import type { ListOptions } from './listing.js';

/** Which objects to list. */
export interface ListObjectsOptions extends ListOptions {
  /** Mostly `/`: names that go on after it are one entry `subdir`. */
  readonly delimiter?: string;
}

/** One object of a list. */
export interface ListedObject {
  readonly kind: 'object';
  readonly name: string;
  /** Of a large object all of it. */
  readonly bytes: number;
  /** MD5 of the bytes in hex; of a large object that of its manifest. */
  readonly hash: string;
  readonly contentType: string;
  /** ISO 8601, UTC. */
  readonly lastModified: string;
  /** Its bytes are in segments. */
  readonly large: boolean;
}

/** Names that begin so are below it; with the delimiter at its end. */
export interface ListedSubdir {
  readonly kind: 'subdir';
  readonly name: string;
}

const object = z
  .object({
    name: z.string(),
    bytes: z.number(),
    hash: z.string(),
    content_type: z.string(),
    last_modified: z.string(),
    slo_etag: z.string().optional(),
  })
  .transform((entry): ListedObject => ({
    kind: 'object',
    name: entry.name,
    bytes: entry.bytes,
    hash: entry.hash,
    contentType: entry.content_type,
    // Listings have UTC without saying so.
    lastModified: entry.last_modified.replace(/Z?$/, 'Z'),
    large: entry.slo_etag !== undefined,
  }));
const subdir = z
  .object({ subdir: z.string() })
  .transform((entry): ListedSubdir => ({ kind: 'subdir', name: entry.subdir }));

/** By name. An object may be stored and not listed yet. */
export function listObjects(
  context: Pick<ClientContext, 'ask'>,
  container: string,
  { delimiter, ...options }: ListObjectsOptions,
  signal: AbortSignal,
): AsyncIterable<ListedObject | ListedSubdir> {
  assertContainerName(container);
  const kind = {
    path: [container],
    doing: `list ${JSON.stringify(container)}`,
    entry: z.union([subdir, object]),
    nameOf: (entry: ListedObject | ListedSubdir) => entry.name,
    ...(delimiter !== undefined && { query: { delimiter } }),
  };
  return listAll(context, kind, options, signal);
}
