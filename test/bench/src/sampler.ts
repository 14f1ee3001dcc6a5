/**
 * The largest of values that are looked at again and again.
 *
 * @module
 */

/** A running watch. */
export interface Peaks {
  /** Looks once more; the largest value of each. */
  end(): Promise<readonly number[]>;
}

/** Calls `look` every so many milliseconds, one after the other. A look that fails, at the end of a process, is no value. */
export function watchPeaks(look: () => Promise<readonly number[]>, every: number): Peaks {
  let peaks: readonly number[] = [];
  const once = async (): Promise<void> => {
    const values = await look().catch(() => []);
    peaks = Array.from({ length: Math.max(peaks.length, values.length) }, (_, index) =>
      Math.max(peaks[index] ?? 0, values[index] ?? 0),
    );
  };
  let running = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    // A slow look must not make a queue of looks.
    if (busy) return;
    busy = true;
    running = once().finally(() => {
      busy = false;
    });
  }, every);
  return {
    async end() {
      clearInterval(timer);
      await running;
      await once();
      return peaks;
    },
  };
}
