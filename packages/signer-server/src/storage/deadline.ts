/**
 * A caller's signal with a limit of time, for one request.
 *
 * By hand, for the signer makes five requests for every small file: `AbortSignal.any` and `AbortSignal.timeout` keep lists of
 * weak references, in case nobody says when it is over (Node 24, measured: about a tenth of what a completion takes).
 *
 * @module
 */

/** See the module comment. */
export interface Deadline {
  /** Ends with the caller's, for its reason, or when the time is up. */
  readonly signal: AbortSignal;
  /** Whether it was the time. */
  passed(): boolean;
  /** The time begins anew. */
  putOff(): void;
  /** It is over: lets go of the caller's signal. */
  stop(): void;
}

/** @param limit - milliseconds; they do not keep the process alive. */
export function deadline(caller: AbortSignal, limit: number): Deadline {
  const end = new AbortController();
  let passed = false;
  const follow = (): void => {
    end.abort(caller.reason);
  };
  const pass = (): void => {
    passed = !caller.aborted;
    caller.removeEventListener('abort', follow);
    end.abort(new DOMException(`${limit} ms are over.`, 'TimeoutError'));
  };
  let timer = quietTimer(pass, limit);
  if (caller.aborted) follow();
  else caller.addEventListener('abort', follow, { once: true });
  return {
    signal: end.signal,
    passed: () => passed,
    putOff: () => {
      clearTimeout(timer);
      timer = quietTimer(pass, limit);
    },
    stop: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', follow);
    },
  };
}

/** Node's timers are objects, and keep the process alive until they are told not to; elsewhere they are numbers. */
function quietTimer(work: () => void, delay: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(work, delay);
  const handle = Object(timer) as { readonly unref?: () => void };
  handle.unref?.();
  return timer;
}
