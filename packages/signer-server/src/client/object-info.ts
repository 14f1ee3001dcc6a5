/**
 * What the headers of an object say.
 *
 * @module
 */
import { bareEtag } from '../storage/bare-etag.js';
import { fromHeader, optional, readMetadata, readNumber } from './headers.js';
import type { Metadata } from './headers.js';

/** An object without its bytes. */
export interface ObjectInfo {
  /** Bytes of all of it. */
  readonly size: number;
  /** Without quotes: MD5 of the bytes in hex; of a large object that of its segments' ETags. */
  readonly etag: string;
  readonly contentType: string;
  readonly lastModified: Date;
  readonly contentDisposition?: string;
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  /** It will vanish then. */
  readonly deleteAt?: Date;
  /** Its bytes are in segments. */
  readonly large: boolean;
  readonly metadata: Metadata;
}

/** @param headers - of a HEAD, or of a GET of all or a range. */
export function readObjectInfo(headers: Headers): ObjectInfo {
  const text = (name: string): string | undefined => {
    const value = headers.get(name);
    return value === null ? undefined : fromHeader(value);
  };
  const whole = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  const deleteAt = readNumber(headers, 'x-delete-at');
  return {
    size: Number(whole ?? headers.get('content-length') ?? Number.NaN),
    etag: etagOf(headers),
    contentType: text('content-type') ?? '',
    lastModified: new Date(text('last-modified') ?? Number.NaN),
    ...optional('contentDisposition', text('content-disposition')),
    ...optional('contentEncoding', text('content-encoding')),
    ...optional('cacheControl', text('cache-control')),
    ...(deleteAt !== undefined && { deleteAt: new Date(deleteAt * 1000) }),
    large: headers.has('x-static-large-object') || headers.has('x-object-manifest'),
    metadata: readMetadata(headers, 'object'),
  };
}

/** Large objects and the `etag_quoter` middleware quote it. */
export function etagOf(headers: Headers): string {
  return bareEtag(headers.get('etag') ?? '');
}
