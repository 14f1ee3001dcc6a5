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
