/**
 * The digits of an ETag, however it is written.
 *
 * @module
 */

/** Without quotes and the mark of a weak one (`W/"…"`, RFC 9110 §8.8.3: proxies that compress add it), lower case. */
export function bareEtag(etag: string): string {
  return etag.trim().replace(/^W\//i, '').replaceAll('"', '').toLowerCase();
}
