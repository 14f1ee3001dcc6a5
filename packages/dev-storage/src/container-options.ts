/**
 * A container's settings in words, for {@linkcode DevStorage.createContainer}.
 *
 * @module
 */
import type { HeaderChanges } from './disk/store-types.js';

/** All optional; what is not given stays as it is. */
export interface ContainerOptions {
  /** Signs temporary URLs for this container. */
  readonly tempUrlKey?: string;
  /** A second key, for rotation. */
  readonly tempUrlKey2?: string;
  /** Origins whose pages may read answers, exactly as browsers send them (`http://localhost:5173`), or `*`. */
  readonly allowedOrigins?: readonly string[];
  /** Answer headers that pages may read besides Swift's own list (`ETag` is on that). */
  readonly exposeHeaders?: readonly string[];
  /** Seconds a browser may remember a preflight. */
  readonly maxAge?: number;
  /** Bytes the container may hold. */
  readonly quotaBytes?: number;
  /** Whether everyone may read its objects without a signature. */
  readonly publicRead?: boolean;
}

/** The headers a `PUT` of the container would carry. Values are UTF-8 bytes as Latin-1 text, as on the wire. */
export function containerHeaders(options: ContainerOptions): HeaderChanges {
  const { tempUrlKey, tempUrlKey2, allowedOrigins, exposeHeaders, maxAge, quotaBytes } = options;
  const headers: Record<string, string | undefined> = {
    'X-Container-Meta-Temp-Url-Key': tempUrlKey,
    'X-Container-Meta-Temp-Url-Key-2': tempUrlKey2,
    'X-Container-Meta-Access-Control-Allow-Origin': allowedOrigins?.join(' '),
    'X-Container-Meta-Access-Control-Expose-Headers': exposeHeaders?.join(' '),
    'X-Container-Meta-Access-Control-Max-Age': maxAge?.toString(),
    'X-Container-Meta-Quota-Bytes': quotaBytes?.toString(),
    'X-Container-Read': options.publicRead === undefined ? undefined : publicRead(options),
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Buffer.from(value, 'utf8').toString('latin1')]],
    ),
  );
}

function publicRead(options: ContainerOptions): string {
  return options.publicRead === true ? '.r:*' : '';
}
