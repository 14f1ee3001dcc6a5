/**
 * Turns many calls into few: listeners that redraw a list cost as much as the transfer if they run per progress event.
 *
 * @module
 */

/**
 * Returns a function that has `emit` called within `spacing` milliseconds: with the next microtask if the last time was
 * that long ago, otherwise when the spacing is over. An impatient call moves a planned one forward. The last change is
 * never left untold.
 */
export function createEmitter(
  emit: () => void,
  now: () => number = () => performance.now(),
): (spacing: number) => void {
  let last = -Infinity;
  let due = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fire = (): void => {
    clearTimeout(timer);
    due = Infinity;
    last = now();
    emit();
  };
  return (spacing) => {
    const wanted = Math.max(now(), last + spacing);
    if (wanted >= due) return;
    due = wanted;
    clearTimeout(timer);
    const rest = wanted - now();
    if (rest > 0) timer = setTimeout(fire, rest);
    else queueMicrotask(fire);
  };
}
