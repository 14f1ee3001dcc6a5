/**
 * Who calls: the port between the signer and whatever knows the application's users.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { FileLimits } from '../policy/file-limits.js';
import { utf8Length } from '../utf8.js';

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

/**
 * Bytes of JSON that a subject may have. It is in every token, of which a call has up to a thousand, and in every receipt;
 * OpenID Connect allows 255 characters (Core 1.0 §2).
 */
const MAX_SUBJECT = 2048;

/**
 * What an application gave, which need not be written in TypeScript.
 *
 * @throws SignerError `internal` if it is nobody, `forbidden` for a subject that no token can hold.
 */
export function checkAuthorized(authorized: Authorized): Authorized {
  const { subject } = authorized as { readonly subject: unknown };
  if (typeof subject !== 'string' || subject === '') {
    throw new SignerError(
      'internal',
      'authorize gave no subject: it must resolve to { subject: "user-7" }, or to null for nobody.',
      { told: 'Who you are cannot be told. The log of the signer has the reason.' },
    );
  }
  const size = utf8Length(JSON.stringify(subject));
  if (size <= MAX_SUBJECT) return authorized;
  throw new SignerError(
    'forbidden',
    `Your user id has ${size} bytes; an upload token holds at most ${MAX_SUBJECT}. Sign in with a shorter one.`,
  );
}
