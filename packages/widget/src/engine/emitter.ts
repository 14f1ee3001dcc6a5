/**
 * Turns many calls into few: listeners that redraw a list cost as much as the transfer if they run per progress event.
 *
 * @module
 */

/** At most this many milliseconds lie between a change and its event: ten times a second is smooth to the eye. */
const SPACING_MS = 100;

/**
 * Returns a function that has `emit` called soon: with the next microtask if the last time was a while ago, otherwise
 * when the spacing is over. The last change is never left untold.
 */
export function createEmitter(
  emit: () => void,
  spacing = SPACING_MS,
  now: () => number = () => performance.now(),
): () => void {
  let last = -Infinity;
  let planned = false;
  const fire = (): void => {
    planned = false;
    last = now();
    emit();
  };
  return () => {
    if (planned) return;
    planned = true;
    const rest = last + spacing - now();
    if (rest <= 0) queueMicrotask(fire);
    else setTimeout(fire, rest);
  };
}
