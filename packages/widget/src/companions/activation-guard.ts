/**
 * Keeps a second activation from hitting what slid into the place of a pressed button: after a double click on the first row's ✕,
 * the next row's ✕ would be under the pointer; a held Enter would go on with whatever gets the focus.
 *
 * @module
 */

/** Milliseconds within which a second click belongs to the first: what systems take for a double click. */
const DOUBLE_CLICK = 500;
/** Pixels by which the two clicks of a double click, or the taps of a double tap, may be apart. */
const SAME_PLACE = 24;
/** Buttons that undo what the person wanted: those that take away, and the one that brings back what was just taken. */
const CONTRARY = new Set(['cancel', 'remove', 'dismiss', 'undo']);

/** Which button, by action and upload. */
export interface Pressed {
  readonly action: string;
  readonly id: string | undefined;
}

/**
 * Returns whether a click on a button counts. Not if it takes something away or brings it back, and another button was pressed
 * at this place a moment ago. Clicks by keyboard and by scripts have no place and count always (`detail` is 0, UI Events §3.4.3).
 */
export function createActivationGuard(): (click: MouseEvent, pressed: Pressed) => boolean {
  let last:
    (Pressed & { readonly time: number; readonly x: number; readonly y: number }) | undefined;
  return ({ detail, timeStamp: time, clientX: x, clientY: y }, { action, id }) => {
    if (detail === 0) return true;
    const isSecond =
      last !== undefined &&
      time - last.time < DOUBLE_CLICK &&
      Math.hypot(x - last.x, y - last.y) < SAME_PLACE;
    const isOther = last?.action !== action || last.id !== id;
    if (isSecond && isOther && CONTRARY.has(action)) return false;
    last = { action, id, time, x, y };
    return true;
  };
}

/** Listener for `keydown`: a held key presses a button once. */
export function ignoreRepeats(event: KeyboardEvent): void {
  const [target] = event.composedPath();
  const isPress = event.key === 'Enter' || event.key === ' ';
  if (event.repeat && isPress && target instanceof Element && target.matches('button')) {
    event.preventDefault();
  }
}
