/**
 * Where servers run: on this machine's loopback, or at the far end of a link.
 *
 * @module
 */

/** See the module comment. */
export interface Place {
  /** The address to listen on. */
  readonly host: string;
  /** The command that brings another one there; empty on the spot. */
  readonly prefix: readonly string[];
}

/** This machine. */
export const here: Place = { host: '127.0.0.1', prefix: [] };
