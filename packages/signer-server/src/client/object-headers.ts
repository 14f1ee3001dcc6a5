/**
 * What can be said about an object when it is written, as headers.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { metadataHeaders, optional, toHeader } from './headers.js';
import type { Metadata } from './headers.js';

/** All of it optional. */
export interface ObjectProperties {
  /** Default: what storage makes of the name. */
  readonly contentType?: string;
  readonly contentDisposition?: string;
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  readonly metadata?: Metadata;
  /** When it vanishes: seconds from now, or a time. Default: never. */
  readonly expires?: Expiry;
}

/** Whole seconds by storage's clock, or a point in time. */
export type Expiry = { readonly afterSeconds: number } | { readonly at: Date };

/** @throws SignerError `invalid-request` for a time that is none. */
export function propertyHeaders(properties: ObjectProperties): Record<string, string> {
  const { contentType, contentDisposition, contentEncoding, cacheControl } = properties;
  const plain = {
    'content-type': contentType,
    'content-disposition': contentDisposition,
    'content-encoding': contentEncoding,
    'cache-control': cacheControl,
  };
  return {
    ...Object.fromEntries(
      Object.entries(plain).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, toHeader(value)]],
      ),
    ),
    ...metadataHeaders('object', properties.metadata ?? {}),
    ...(properties.expires && expiryHeaders(properties.expires)),
  };
}

/** `X-Delete-After` or `X-Delete-At`. */
export function expiryHeaders(expires: Expiry): Record<string, string> {
  const [name, seconds] =
    'at' in expires
      ? ['x-delete-at', Math.floor(expires.at.getTime() / 1000)]
      : ['x-delete-after', expires.afterSeconds];
  if (!Number.isSafeInteger(seconds) || seconds < 1) {
    throw new SignerError(
      'invalid-request',
      'An object expires after a whole number of seconds, at least 1, or at a Date.',
    );
  }
  return { [name]: String(seconds) };
}

/** The same as properties, to be sent again with a POST, which drops what it does not bring (measured). */
export function keptProperties(info: {
  readonly contentDisposition?: string;
  readonly contentEncoding?: string;
  readonly cacheControl?: string;
  readonly metadata: Metadata;
  readonly deleteAt?: Date;
}): ObjectProperties {
  return {
    ...optional('contentDisposition', info.contentDisposition),
    ...optional('contentEncoding', info.contentEncoding),
    ...optional('cacheControl', info.cacheControl),
    metadata: info.metadata,
    ...(info.deleteAt && { expires: { at: info.deleteAt } }),
  };
}
