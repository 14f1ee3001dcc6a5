/**
 * Which failures of an inspection are a word about the bytes.
 *
 * @module
 */
import { SignerError } from '../errors.js';

/** Trouble with reading, or with what inspects, says nothing about the bytes: completion can be tried again. */
export function isContentRefusal(error: unknown): boolean {
  return error instanceof SignerError && ['type-not-allowed', 'forbidden'].includes(error.code);
}
