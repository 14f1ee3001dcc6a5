/**
 * What `doctor` finds, whichever storage it looks at.
 *
 * @module
 */

/** How bad it is: uploads fail (or must not be made), or they work and something should be done all the same. */
export type Severity = 'ok' | 'warn' | 'fail';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly status: Severity;
  readonly message: string;
  /** What `doctor --fix` can do about it: set the container up, or give it the key that is set. */
  readonly mend?: 'setup' | 'adopt-key';
}
