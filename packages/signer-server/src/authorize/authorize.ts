/**
 * Who calls: the port between the signer and whatever knows the application's users.
 *
 * @module
 */
import type { FileLimits } from '../policy/file-limits.js';

/** A caller who may upload. */
export interface Authorized {
  /** Ends up in tokens and receipts (`sub`). */
  readonly subject: string;
  /** Where this caller may upload less than the policy allows: the same members, judged in the same way. */
  readonly limits?: FileLimits;
}

/**
 * Says who sends a request, from its session cookie or `Authorization`. `null` is answered with 401; a `SignerError`
 * (`forbidden`) with its own code. It must not read the body.
 */
export type Authorize = (request: Request) => Promise<Authorized | null>;
