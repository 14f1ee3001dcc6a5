/**
 * The `Accept` header (RFC 9110 §12.5.1), read as Swift reads it.
 *
 * @module
 */

const TOKEN = String.raw`[^()<>@,;:\\"/\[\]?={}\x00-\x20\x7f]+`;
const VALUE = String.raw`(?:${TOKEN}|"(?:[^"\\]|\\.)*")`;
const MEDIA_RANGE = new RegExp(
  String.raw`^\s*(${TOKEN})/(${TOKEN})((?:\s*;\s*${TOKEN}\s*=\s*${VALUE})*)\s*$`,
);

interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

/**
 * The one of `options` that the client likes best: the first one without a header, `undefined` if it accepts none of
 * them or the header cannot be read.
 */
export function bestMatch(
  accept: string | undefined,
  options: readonly string[],
): string | undefined {
  if (!accept) return options[0];
  const ranges = accept.split(',').map(parseRange);
  if (ranges.includes(undefined)) return undefined;
  const sorted = ranges
    .filter((range) => range !== undefined)
    .sort((left, right) => right.quality - left.quality || exactness(right) - exactness(left));
  for (const range of sorted) {
    const found = options.find((option) => isWithin(option, range));
    if (found !== undefined) return found;
  }
  return undefined;
}

function parseRange(text: string): MediaRange | undefined {
  const [, type, subtype, parameters = ''] = MEDIA_RANGE.exec(text) ?? [];
  if (type === undefined || subtype === undefined) return undefined;
  const qualities = [...parameters.matchAll(/;\s*q\s*=\s*([^;]*)/g)].map((match) =>
    Number((match[1] ?? '').trim()),
  );
  if (qualities.length > 1 || qualities.some(Number.isNaN)) return undefined;
  return { type, subtype, quality: qualities[0] ?? 1 };
}

function exactness({ type, subtype }: MediaRange): number {
  return type === '*' || subtype === '*' ? 0 : 1;
}

function isWithin(option: string, { type, subtype }: MediaRange): boolean {
  const [optionType, optionSubtype] = option.split('/');
  return (type === '*' || type === optionType) && (subtype === '*' || subtype === optionSubtype);
}
