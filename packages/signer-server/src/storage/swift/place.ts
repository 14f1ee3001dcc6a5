/**
 * Where a Swift account is: what its storage URL says.
 *
 * @module
 */
import { SignerError } from '../../errors.js';

/** A Swift account's address. */
export interface StoragePlace {
  /** Scheme, host and port, and what stands before `/v1` where a gateway has storage below a path: `https://a.example/swift`. */
  readonly base: string;
  /**
   * `/v1/AUTH_account`, decoded. Signatures are over what begins here: a gateway takes its prefix off before Swift sees the path,
   * and Ceph's takes both (Ceph, "Temp URL Operations": "the request path starting from v1 onwards").
   */
  readonly path: string;
}

/** @throws SignerError `invalid-option` if it is no Swift storage URL. Only `/v1/` can be signed (measured). */
export function parseStorageUrl(storageUrl: string): StoragePlace {
  const url = URL.canParse(storageUrl) ? new URL(storageUrl) : undefined;
  const [, prefix = '', path] =
    /^((?:\/[^/]+)*)(\/v1\/[^/]+)$/.exec(url?.pathname.replace(/(?<!\/)\/+$/, '') ?? '') ?? [];
  if (!url || path === undefined || !/^https?:$/.test(url.protocol)) {
    throw new SignerError(
      'invalid-option',
      `${JSON.stringify(storageUrl)} is no Swift storage URL; it looks like https://storage.example/v1/AUTH_account.${withoutAccount(url)}`,
    );
  }
  if (url.username || url.search || url.hash) {
    throw new SignerError(
      'invalid-option',
      'The Swift storage URL must have no user, query or fragment.',
    );
  }
  return { base: `${url.origin}${prefix}`, path: decodeURIComponent(path) };
}

/** Ceph's gateway leaves the account out unless it is told otherwise, and then no URL can be signed. */
function withoutAccount(url: URL | undefined): string {
  if (!url || !/\/v1\/?$/.test(url.pathname)) return '';
  return ' On Ceph, set rgw_swift_account_in_url = true and end the endpoint with /v1/AUTH_%(tenant_id)s.';
}
