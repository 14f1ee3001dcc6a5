/**
 * Numbers and lists as people read them, for the details of problems.
 *
 * @module
 */

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal, three digits, as the element writes them: `5242880` → `5.24 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5, not 1000: three digits would round it up to "1000 kB".
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return unit === 0 ? exactBytes(bytes) : `${Number(value.toPrecision(3))} ${UNITS[unit] ?? ''}`;
}

/** Two different sizes that must not read alike: byte by byte where three digits would. */
export function formatBytesApart(one: number, other: number): readonly [string, string] {
  const short = [formatBytes(one), formatBytes(other)] as const;
  return one === other || short[0] !== short[1] ? short : [exactBytes(one), exactBytes(other)];
}

function exactBytes(bytes: number): string {
  return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
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
