/**
 * Turns many calls into few: listeners that redraw a list cost as much as the transfer if they run per progress event.
 *
 * @module
 */

/** Telling rests for this many times as long as it took: thousands of uploads must leave the page its time. */
const REST = 4;

/**
 * Returns a function that has `emit` called within `spacing` milliseconds: with the next microtask if the last time was
 * that long ago, otherwise when the spacing is over. An impatient call moves a planned one forward. The last change is
 * never left untold. Where listeners are slow the spacing grows with them.
 */
export function createEmitter(
  emit: () => void,
  now: () => number = () => performance.now(),
): (spacing: number) => void {
  let last = -Infinity;
  let rest = 0;
  let due = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fire = (): void => {
    clearTimeout(timer);
    due = Infinity;
    const began = (last = now());
    emit();
    last = now();
    rest = REST * (last - began);
  };
  return (spacing) => {
    const wanted = Math.max(now(), last + Math.max(spacing, rest));
    if (wanted >= due) return;
    due = wanted;
    clearTimeout(timer);
    const wait = wanted - now();
    if (wait > 0) timer = setTimeout(fire, wait);
    else queueMicrotask(fire);
  };
}
