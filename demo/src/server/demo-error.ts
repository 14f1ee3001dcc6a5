/**
 * The one error class of the demo: what keeps it from starting, as a sentence a person can act on.
 *
 * @module
 */

/** Why the demo did not start. */
export type DemoErrorCode =
  /** Another program listens on a port the demo wants. */
  | 'port-taken'
  /** An environment variable is missing or makes no sense. */
  | 'bad-setting'
  /** The storage that the environment names does not do what uploads need. */
  | 'storage-unusable';

/** Stops the start. {@linkcode DemoError.message} says what is wrong and what to do; it is printed as it stands. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
  readonly code: DemoErrorCode;

  constructor(code: DemoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
