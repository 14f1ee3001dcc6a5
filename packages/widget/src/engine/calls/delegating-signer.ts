/**
 * A signer that is looked up call by call.
 *
 * @module
 */
import type { Signer } from '../ports.js';

/** Passes every call on to whatever `current` gives then, so that a page may set its signer before or after a file. */
export function delegatingSigner(current: () => Signer): Signer {
  return {
    create: (files, signal) => current().create(files, signal),
    parts: (token, partNumbers, signal) => current().parts(token, partNumbers, signal),
    status: (token, signal) => current().status(token, signal),
    complete: (uploads, signal) => current().complete(uploads, signal),
    abort: (tokens, signal) => current().abort(tokens, signal),
  };
}
