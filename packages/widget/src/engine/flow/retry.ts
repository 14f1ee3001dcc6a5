/**
 * When to try again, and how long to wait: full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), with
 * `Retry-After` (RFC 9110 §10.2.3) taken as the least, and no clock running while the browser says it is offline.
 *
 * @module
 */
import { isTransient, UploadError } from '../errors.js';
import { isOffline } from '../platform.js';

/** How often and how patiently. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first one included, without any success in between. */
  readonly attempts: number;
  /** The first wait is random between 0 and this; every further one may be twice as long. */
  readonly baseDelay: number;
  readonly maxDelay: number;
  /** How long to wait for the network while the browser says there is none; this costs no try. */
  readonly offlineLimit: number;
}

/** Ten tries over a minute or two: outlives a restart of storage or signer, and does not hide a real outage. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 10,
  baseDelay: 1_000,
  maxDelay: 30_000,
  // A laptop that was closed in the evening goes on in the morning; the token lives as long.
  offlineLimit: 24 * 3_600_000,
};

/** Milliseconds. Browsers keep timers in 31 bits, and what is longer ends at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The wait before try number `attempt + 1`, in milliseconds. */
export function retryDelay(
  attempt: number,
  policy: RetryPolicy,
  retryAfter = 0,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(policy.maxDelay, policy.baseDelay * 2 ** (attempt - 1));
  return retryAfter + random() * ceiling;
}

/** Resolves after `ms`, or rejects with the signal's reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const finish = (): void => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(ms, LONGEST_TIMER));
    signal.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Resolves when the browser does not say that it is offline; rejects with `offline` after `limit` milliseconds. Hosts
 * without that knowledge never wait.
 */
export function whenOnline(limit: number, signal: AbortSignal): Promise<void> {
  if (!isOffline()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(
      () => {
        finish(() => {
          reject(offlineError());
        })();
      },
      Math.min(limit, LONGEST_TIMER),
    );
    const settled = new AbortController();
    const options = { once: true, signal: settled.signal } as const;
    const finish = (end: () => void) => (): void => {
      settled.abort();
      clearTimeout(timer);
      end();
    };
    globalThis.addEventListener('online', finish(resolve), options);
    signal.addEventListener(
      'abort',
      finish(() => {
        reject(signal.reason as Error);
      }),
      options,
    );
  });
}

/** Waits as the policy says before the next try, longer if the other side asked for it or the network is gone. */
export async function backOff(
  error: UploadError,
  attempt: number,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<void> {
  await sleep(retryDelay(attempt, policy, error.retryAfter), signal);
  await whenOnline(policy.offlineLimit, signal);
}

/** What the browser says of itself. */
export function offlineError(cause?: unknown): UploadError {
  return new UploadError('offline', 'There is no network connection.', { cause });
}

/** Runs `work` until it succeeds, fails for good, or the tries are used up; then rejects with its last error. */
export async function withRetry<T>(
  work: () => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T> {
  let failures = 0;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
      // Without a network nothing was tried.
      if (error.code === 'offline') await whenOnline(policy.offlineLimit, signal);
      else failures += 1;
      if (failures >= policy.attempts) throw error;
      if (failures > 0) await backOff(error, failures, policy, signal);
    }
  }
}
