/**
 * How a sink knows a file without hashing it: every piece begins with a mark of its own.
 *
 * @module
 */

/** Bytes from one mark to the next: a part of the signer's. */
export const PIECE = 16 * 1024 * 1024;
/** Bytes of a mark. */
export const MARK = 8;
