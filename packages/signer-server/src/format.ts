/**
 * Numbers and lists as people read them, for the details of problems.
 *
 * @module
 */

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `5242880` → `5 MiB (5242880 bytes)`; small numbers stay bytes. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  if (unit === 0) return `${bytes} bytes`;
  return `${Number(value.toFixed(1))} ${UNITS[unit] ?? ''} (${bytes} bytes)`;
}

/** `['a', 'b', 'c']` → `a, b, c`. */
export function formatList(items: readonly string[]): string {
  return items.join(', ');
}

/** Ranges shown before the rest is only counted. */
const MOST_RANGES = 10;

/** `[1, 2, 3, 7]` → `1-3, 7`; of many ranges the first ten and how many numbers more. */
export function formatRanges(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open && number === open.last + 1) open.last = number;
    else ranges.push({ first: number, last: number });
  }
  const shown = ranges.slice(0, MOST_RANGES);
  const rest = ranges
    .slice(MOST_RANGES)
    .reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const text = shown.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
  return formatList(text) + (rest > 0 ? ` and ${rest} more` : '');
}
