/**
 * The version of this package. Written by `scripts/version.ts` from package.json, which a single binary does not have
 * beside it.
 *
 * @module
 */
export const VERSION = '0.1.0';
