/**
 * Decides when a person is told that something does not work and is tried again. Not at once: most failures are over with the next
 * try, and a sentence that comes and goes is worse than none.
 *
 * @module
 */
import type { UploadError } from '../errors.js';

/** Milliseconds: after ten seconds without a word people give up (Nielsen, "Response Times"). */
const PATIENCE = 5_000;

/** Watches one piece of work that is tried until it succeeds. */
export interface Patience {
  /** The work begins: also silence counts, and `silence` is what is told of it. */
  readonly begin: (silence: UploadError) => void;
  /** A try failed, and another one follows. */
  readonly failed: (error: UploadError) => void;
  /** It works again, or has come to its end. */
  readonly over: () => void;
}

/** Calls `tell` with the last failure once `after` milliseconds have passed without success, and with each later one. */
export function createPatience(
  tell: (error: UploadError) => void,
  after: number = PATIENCE,
): Patience {
  let last: UploadError | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTold = false;
  const begin = (error: UploadError): void => {
    last = error;
    timer ??= setTimeout(() => {
      isTold = true;
      if (last) tell(last);
    }, after);
  };
  return {
    begin,
    failed(error) {
      begin(error);
      if (isTold) tell(error);
    },
    over() {
      clearTimeout(timer);
      [last, timer, isTold] = [undefined, undefined, false];
    },
  };
}
