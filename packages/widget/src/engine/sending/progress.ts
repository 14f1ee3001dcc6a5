/**
 * Counts one upload's bytes, part by part, and how fast they go.
 *
 * @module
 */
import type { UploadProgress } from '../state.js';

/** After this time a speed reading has half of its weight left; steady for the eye, yet follows a real change. */
const HALF_LIFE_MS = 2_000;
/** Readings closer together than this are mostly timer noise. */
const MIN_STEP_MS = 200;

/** Running count of one upload. */
export interface ProgressCounter {
  /** `bytes` of this part were handed to the network (absolute, not a step). */
  sent(partNumber: number, bytes: number): UploadProgress;
  /** Storage confirmed the part's hash. */
  confirmed(partNumber: number, size: number): UploadProgress;
}

/** Starts counting at zero. `now` gives milliseconds and never runs backwards (`performance.now`). */
export function createProgress(
  total: number,
  now: () => number = () => performance.now(),
): ProgressCounter {
  const inFlight = new Map<number, number>();
  const speed = createSpeed(now);
  let confirmed = 0;

  function snapshot(): UploadProgress {
    let sent = confirmed;
    for (const bytes of inFlight.values()) sent += bytes;
    return { sent, confirmed, total, bytesPerSecond: speed(sent) };
  }
  return {
    sent(partNumber, bytes) {
      inFlight.set(partNumber, bytes);
      return snapshot();
    },
    confirmed(partNumber, size) {
      inFlight.delete(partNumber);
      confirmed += size;
      return snapshot();
    },
  };
}

/** Exponential moving average over time, corrected for the short history at the start; bytes per second. */
function createSpeed(now: () => number): (sent: number) => number {
  let last = { time: now(), sent: 0 };
  let average = 0;
  let weight = 0;
  return (sent) => {
    const elapsed = now() - last.time;
    if (elapsed < MIN_STEP_MS) return weight === 0 ? 0 : average / weight;
    const keep = 0.5 ** (elapsed / HALF_LIFE_MS);
    const rate = (Math.max(0, sent - last.sent) / elapsed) * 1000;
    average = average * keep + rate * (1 - keep);
    weight = weight * keep + (1 - keep);
    last = { time: now(), sent };
    return average / weight;
  };
}
