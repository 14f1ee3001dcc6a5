/**
 * Addresses that can be fetched.
 *
 * @module
 */

/** An absolute `http:` or `https:` URL. */
export function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
