/**
 * Numbers and times as people read them.
 *
 * @module
 */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `12.3 MB (12,345,678 bytes)`; small sizes are given once. */
export function formatSize(bytes: number): string {
  const exact = `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1000) return exact;
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const rounded = (bytes / 1000 ** power).toLocaleString('en', { maximumSignificantDigits: 3 });
  return `${rounded} ${units[power] ?? 'B'} (${exact})`;
}

const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** `20 Nov 2026, 06:52:48 UTC`. */
export function formatTime(date: Date): string {
  return `${moment.format(date)} UTC`;
}
