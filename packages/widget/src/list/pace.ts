/**
 * How fast all uploads go together and how long they will take: figures that stand still long enough to be read.
 *
 * Measured on the sum: of a thousand small files each is too short to have a speed of its own, and what each of six
 * lanes measures jumps when one of them begins the next file.
 *
 * @module
 */
import { steadyTimeLeft } from '../i18n/format.js';
import type { Totals } from '../totals.js';

/** After this time a reading has half of its weight left, in milliseconds. */
const HALF_LIFE = 4_000;
/** Between two readings, in milliseconds: what changes more often cannot be read. */
const SPACING = 1_000;
/** A speed that differs by less is the same. */
const SAME = 0.05;

/** What is shown. */
export interface Pace {
  /** 0 while unknown. */
  readonly bytesPerSecond: number;
  /** Seconds; `undefined` while unknown. */
  readonly timeLeft: number | undefined;
}

const STILL: Pace = { bytesPerSecond: 0, timeLeft: undefined };

/** Returns a function that is told the sums as often as they change. `now` in milliseconds, never backwards. */
export function createPace(now: () => number = () => performance.now()): (totals: Totals) => Pace {
  let last: { readonly time: number; readonly sent: number } | undefined;
  let average = 0;
  let weight = 0;
  let shown = STILL;

  /** True if there is a new reading. */
  function read(sent: number): boolean {
    const time = now();
    // What was sent may become less: an upload failed, or was taken away.
    if (!last || sent < last.sent) last = { time, sent };
    const elapsed = time - last.time;
    // No news is no change: behind a service worker, bytes come file by file.
    if (elapsed < SPACING || sent === last.sent) return false;
    const keep = 0.5 ** (elapsed / HALF_LIFE);
    average = average * keep + ((sent - last.sent) / elapsed) * 1000 * (1 - keep);
    weight = weight * keep + (1 - keep);
    last = { time, sent };
    return true;
  }
  return ({ running, sent, total, bytesPerSecond }) => {
    if (running === 0) {
      [last, average, weight, shown] = [undefined, 0, 0, STILL];
      return shown;
    }
    const isNew = read(sent);
    // Until there is a reading, what the uploads measured themselves.
    const speed = weight > 0 ? average / weight : bytesPerSecond;
    if (speed > 0 && (isNew || weight === 0)) shown = paceOf(speed, total - sent, shown);
    return shown;
  };
}

function paceOf(speed: number, rest: number, shown: Pace): Pace {
  const isSame = Math.abs(speed - shown.bytesPerSecond) < SAME * shown.bytesPerSecond;
  return {
    bytesPerSecond: isSame ? shown.bytesPerSecond : speed,
    timeLeft: steadyTimeLeft(shown.timeLeft, rest / speed),
  };
}
