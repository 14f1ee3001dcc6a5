/**
 * Numbers for people, by `Intl` in the page's language: sizes, speeds, percentages, durations. Units and their
 * plurals come from the browser, so a translation has no strings for them.
 *
 * @module
 */

/** Formatters for one language. */
export interface Format {
  /** Bytes in decimal units, three digits: `12.3 MB`. */
  bytes(bytes: number): string;
  /** Two different sizes that must not read alike: byte by byte where three digits would (`5,000,001 bytes`). */
  bytesApart(one: number, other: number): readonly [string, string];
  /** Bytes per second: `1.2 MB/s`. */
  speed(bytesPerSecond: number): string;
  /** `fraction` 0–1, rounded down so that 100 % is never shown before the end. */
  percent(fraction: number): string;
  /** `Images, PDF`. */
  list(parts: readonly string[]): string;
  /** Whole seconds, minutes or hours: `40 sec`, `3 min`, `2 hr`. */
  duration(seconds: number): string;
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Builds the formatters of a language; `Intl` objects are costly, so they are made once each, on first use. */
export function createFormat(lang: string | undefined): Format {
  const language = validTag(lang);
  const formats = new Map<string, Intl.NumberFormat>();
  const unit = (name: string, value: number): string => {
    const format =
      formats.get(name) ??
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit: name,
        // "12 byte" is what the short form gives in English.
        unitDisplay: name === 'byte' ? 'long' : 'short',
        maximumSignificantDigits: 3,
      });
    formats.set(name, format);
    return format.format(value);
  };
  const exact = (bytes: number): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(
      bytes,
    );
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const list = new Intl.ListFormat(language, { style: 'narrow' });
  return {
    list: (parts) => list.format(parts),
    bytes: (bytes) => scaled(bytes, unit, ''),
    bytesApart: (one, other) => {
      const short = [scaled(one, unit, ''), scaled(other, unit, '')] as const;
      return one === other || short[0] !== short[1] ? short : [exact(one), exact(other)];
    },
    speed: (bytes) => scaled(bytes, unit, '-per-second'),
    percent: (fraction) => percent.format(Math.floor(fraction * 100) / 100),
    duration: (seconds) =>
      seconds < 60
        ? unit('second', seconds)
        : seconds < 3600
          ? unit('minute', Math.round(seconds / 60))
          : unit('hour', Math.round(seconds / 3600)),
  };
}

function scaled(
  bytes: number,
  unit: (name: string, value: number) => string,
  suffix: string,
): string {
  let value = bytes;
  let step = 0;
  // 999.5, not 1000: three digits would round it up to "1,000 kB".
  while (value >= 999.5 && step < BYTE_UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return unit(`${BYTE_UNITS[step] ?? 'byte'}${suffix}`, step === 0 ? Math.round(value) : value);
}

/** A `lang` that is no language tag (`lang="en_US"`) makes `Intl` throw; the browser's own language serves then. */
function validTag(language: string | undefined): string | undefined {
  try {
    Intl.getCanonicalLocales(language);
    return language;
  } catch {
    return undefined;
  }
}

/**
 * A remaining time worth showing: coarser the further away, and it does not creep up and down with every sample.
 *
 * @param shown - what is on screen now, `undefined` if nothing is
 * @param estimate - seconds by the latest sample
 */
export function steadyTimeLeft(shown: number | undefined, estimate: number): number {
  const step = estimate > 3600 ? 3600 : estimate > 90 ? 60 : estimate > 20 ? 10 : 5;
  const rounded = Math.max(step, Math.ceil(estimate / step) * step);
  // Speed swings by some percent; only a clear slow-down may push the time up again.
  return shown !== undefined && rounded > shown && estimate < shown * 1.25 ? shown : rounded;
}
