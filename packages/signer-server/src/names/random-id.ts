/**
 * Ids that nobody can guess: of uploads, and in names that nobody else may know.
 *
 * @module
 */

/**
 * 32 hex digits with 122 random bits: a UUID of version 4 (RFC 9562 §5.4), for which Node asks the system once in 128 times. Asking
 * each time was a sixth of what a grant costs.
 */
export function randomId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
