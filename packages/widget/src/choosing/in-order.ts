/**
 * Keeps chosen files in their order while some of them are being compared: pages of a scan often have the same size.
 *
 * @module
 */
import type { Comparison } from './same-bytes.js';

/**
 * Releases files in the order of `files`, as many at a time as are known to be unique. Returns what to tell of the suspects;
 * the others are unique. Nobody waits for a slow one: should it be unique after all, it comes late.
 */
export function createOrder(
  files: readonly File[],
  suspects: ReadonlySet<File>,
  release: (files: readonly File[]) => void,
): (told: readonly File[], comparison: Comparison) => void {
  const known = new Map<File, Comparison>();
  let next = 0;
  return (told, comparison) => {
    const late = told.filter((file) => known.get(file) === 'slow');
    for (const file of told) known.set(file, comparison);
    const ready = comparison === 'unique' ? [...late] : [];
    for (let file = files[next]; file; file = files[next]) {
      const isKnown = known.get(file) ?? (suspects.has(file) ? undefined : 'unique');
      if (!isKnown) break;
      if (isKnown === 'unique') ready.push(file);
      next += 1;
    }
    if (ready.length > 0) release(ready);
  };
}
