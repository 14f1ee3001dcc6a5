/**
 * What to tell the page's developer of a limit that cannot be understood. A chunk of its own, for pages with a mistake.
 *
 * @module
 */
import type { LimitAttribute } from './restrictions.js';

/** The error for an attribute. */
export function limitError(attribute: LimitAttribute, value: unknown): RangeError {
  const isNo =
    attribute === 'max-size'
      ? 'is not a size. Write bytes (5000000) or a unit: 500kB, 50MB, 2GB, 64MiB.'
      : 'is not a count. Write a whole number from 1.';
  return new RangeError(`${attribute}="${String(value)}" ${isNo}`);
}
