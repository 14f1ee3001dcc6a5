/**
 * Clocks that are wrong: of a page, and of a process of Node.
 *
 * @module
 */

/** Runs in a page before anything else: its machine's clock is ahead by so many milliseconds. */
export function setPageClock(ahead: number): void {
  const now = Date.now.bind(Date);
  Date.now = () => now() + ahead;
}

/** A process's `NODE_OPTIONS` that set its clock ahead by so many milliseconds, before its first line runs. */
export function nodeClock(ahead: number): string {
  const source = `
    const now = Date.now, Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { super(...(given.length > 0 ? given : [now() + ${ahead}])); }
      static now() { return now() + ${ahead}; }
    };`;
  return `--import=data:text/javascript,${encodeURIComponent(source)}`;
}
