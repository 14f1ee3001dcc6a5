/**
 * Sizes and durations as people write them in settings.
 *
 * @module
 */

/** Decimal and binary multiples, as their names say. */
const SIZES: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
};

const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** `52428800`, `50MB` (50 000 000), `50 MiB` (52 428 800) → bytes; undefined if it is no size. */
export function parseSize(text: string): number | undefined {
  return parse(text, SIZES);
}

/** `120`, `120s`, `2m`, `24h`, `7d` → seconds; undefined if it is no duration. */
export function parseDuration(text: string): number | undefined {
  return parse(text, SECONDS);
}

function parse(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const name = unit.toLowerCase();
  const factor = Object.hasOwn(units, name) ? units[name] : undefined;
  if (digits === undefined || factor === undefined) return undefined;
  const value = Number(digits) * factor;
  return Number.isSafeInteger(Math.round(value)) ? Math.round(value) : undefined;
}
