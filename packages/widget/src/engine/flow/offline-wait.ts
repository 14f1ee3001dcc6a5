/**
 * Waits while the browser says that there is no network. That is a hint and no gate: `navigator.onLine` is wrong behind some VPNs,
 * bridges and virtual machines (crbug.com/678075), so every wait ends after a while and the caller tries for itself.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { probeDelay, sleepUnlessOnline } from './sleep.js';

/** A series of waits for the network. */
export interface OfflineWait {
  /** Waits once. Rejects with `offline` when the series lasts longer than its limit, or with the signal's reason. */
  once(signal: AbortSignal): Promise<void>;
  /** Something got through: the series begins anew. */
  over(): void;
}

/** `limit`: milliseconds that all waits of one series take together. */
export function createOfflineWait(limit: number, random: () => number = Math.random): OfflineWait {
  let began: number | undefined;
  let waits = 0;
  return {
    async once(signal) {
      began ??= performance.now();
      const left = began + limit - performance.now();
      if (left <= 0) throw offlineError();
      waits += 1;
      await sleepUnlessOnline(Math.min(left, probeDelay(waits, random)), signal);
    },
    over() {
      began = undefined;
      waits = 0;
    },
  };
}

/** What the browser says of itself. */
export function offlineError(cause?: unknown): UploadError {
  return new UploadError('offline', 'There is no network connection.', { cause });
}
