/**
 * What to tell the page's developer of a limit that cannot be understood. A chunk of its own, for pages with a mistake.
 *
 * @module
 */
import type { LimitAttribute } from './restrictions.js';

const IS_NO: Readonly<Record<LimitAttribute, string>> = {
  accept:
    'has entries that no file can match; they are left out. Write image/png, image/* or .pdf, with commas between.',
  'max-size': 'is not a size. Write bytes (5000000) or a unit: 500kB, 50MB, 2GB, 64MiB.',
  'max-files': 'is not a count. Write a whole number from 1.',
};

/** The error for an attribute. */
export function limitError(attribute: LimitAttribute, value: unknown): RangeError {
  return new RangeError(`${attribute}="${String(value)}" ${IS_NO[attribute]}`);
}
