/**
 * The one error class of the signer. `code` is a literal union, so that a `switch` over it is checked by the compiler
 * and nobody matches on message text.
 *
 * @module
 */
import type { ProblemCode } from './wire/schema.js';

/** A {@link ProblemCode}, which can reach a browser, or a reason why the signer does not even start. */
export type SignerErrorCode =
  | ProblemCode
  /** An option or a setting is missing or wrong. */
  | 'invalid-option'
  /** The port is taken. */
  | 'address-in-use'
  /** Without `authorize` the signer listens on loopback only. */
  | 'unsafe-address'
  /** Something is there, or changes, that stands against it: a container with objects, a name in use. */
  | 'conflict'
  /** There is no TempURL key to sign with. */
  | 'no-temp-url-key'
  /** The start-up check found something that no upload could survive. */
  | 'check-failed';

/** What is known about a failure besides its code. */
export interface SignerErrorDetails {
  /** HTTP status to answer with, where it is not the usual one of the code (e.g. 415 for `invalid-request`). */
  readonly status?: number;
  /** Storage's transaction id (`X-Trans-Id` on Swift): what its operator asks for. */
  readonly transactionId?: string;
  /** What a file or call is over: bytes with `too-large`, files with `too-many`. Pages say it in their own language. */
  readonly limit?: number;
  /** What is taken instead, with `type-not-allowed`: media types, `image/*`, extensions. */
  readonly accept?: readonly string[];
  /** Seconds after which it may be tried again, for `Retry-After`. */
  readonly retryAfter?: number;
  /**
   * What callers are told in place of the message, where that is for those who run the signer. Errors of storage have one
   * by themselves.
   */
  readonly told?: string;
  /** What was caught underneath. Never shown to a browser. */
  readonly cause?: unknown;
}

/** A refusal or a failure. {@linkcode SignerError.message} is a sentence that says what is wrong and what to do. */
export class SignerError extends Error {
  override readonly name = 'SignerError';
  readonly code: SignerErrorCode;
  readonly status?: number;
  readonly transactionId?: string;
  readonly retryAfter?: number;
  readonly limit?: number;
  readonly accept?: readonly string[];
  readonly told?: string;

  constructor(code: SignerErrorCode, message: string, details: SignerErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    if (details.status !== undefined) this.status = details.status;
    if (details.transactionId !== undefined) this.transactionId = details.transactionId;
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
    if (details.limit !== undefined) this.limit = details.limit;
    if (details.accept !== undefined) this.accept = details.accept;
    if (details.told !== undefined) this.told = details.told;
  }
}
