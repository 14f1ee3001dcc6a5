/**
 * When to try again, and how long to wait: full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), with
 * `Retry-After` (RFC 9110 §10.2.3) taken as the least. Tries without a network do not count.
 *
 * @module
 */
import { isTransient, type UploadError } from '../errors.js';
import { createOfflineWait } from './offline-wait.js';
import { sleep, sleepUnlessOnline } from './sleep.js';

/** How often and how patiently. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first one included, without any success in between. */
  readonly attempts: number;
  /** The first wait is random between 0 and this; every further one may be twice as long. */
  readonly baseDelay: number;
  readonly maxDelay: number;
  /** How long to wait for the network while the browser says there is none; this costs no try. */
  readonly offlineLimit: number;
  /** After how much failing the state of an upload says so (`retrying`). Default 5 000. */
  readonly tellAfter?: number;
}

/** Ten tries over a minute or two: outlives a restart of storage or signer, and does not hide a real outage. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 10,
  baseDelay: 1_000,
  maxDelay: 30_000,
  // A laptop that was closed in the evening goes on in the morning; the token lives as long.
  offlineLimit: 24 * 3_600_000,
};

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

/** Waits as the policy says before the next try, longer if the other side asked for it or the network may be gone. */
export async function backOff(
  error: UploadError,
  attempt: number,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<void> {
  const delay = retryDelay(attempt, policy, error.retryAfter);
  await sleep(delay, signal);
  await sleepUnlessOnline(delay, signal);
}

/**
 * Runs `work` until it succeeds, fails for good, or the tries are used up; then rejects with its last error.
 *
 * @param onFailure - called with what each try failed with that is followed by another one
 */
export async function withRetry<T>(
  work: () => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal,
  onFailure: (error: UploadError) => void = () => undefined,
): Promise<T> {
  const offline = createOfflineWait(policy.offlineLimit);
  let failures = 0;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
      if (error.code === 'offline') {
        onFailure(error);
        await offline.once(signal);
        continue;
      }
      offline.over();
      failures += 1;
      if (failures >= policy.attempts) throw error;
      onFailure(error);
      await backOff(error, failures, policy, signal);
    }
  }
}
