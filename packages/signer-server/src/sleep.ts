/**
 * A pause that ends early with the caller's signal.
 *
 * @module
 */

/**
 * @param pause - milliseconds
 * @throws the signal's reason.
 */
export function sleep(pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const giveUp = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, pause);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
