/** For callers that never give up. @module */

/** Never fires. */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
