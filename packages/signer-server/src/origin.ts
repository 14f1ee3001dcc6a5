/**
 * Origins of pages, as settings name them.
 *
 * @module
 */
import { SignerError } from './errors.js';

/**
 * `https://example.org`, as browsers send it: no path, no wildcard.
 *
 * @throws SignerError `invalid-option` if it is anything else.
 */
export function assertExactOrigin(origin: string): string {
  const exact = URL.canParse(origin) && new URL(origin).origin === origin;
  // `https://*.example` parses, but no browser ever sends it.
  if (exact && !origin.includes('*')) return origin;
  throw new SignerError(
    'invalid-option',
    `${JSON.stringify(origin)} is not an exact origin; it looks like https://app.example.org, without path, slash or wildcard.`,
  );
}
