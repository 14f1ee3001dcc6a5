/**
 * The page's own strings over those of the language. A mistake in one of them costs that string, and not the field.
 *
 * @module
 */
import type { Messages } from './messages.js';

type Values = Partial<Messages>;
type Text = string | ((...values: unknown[]) => string);

/**
 * Merges `own` over `defaults`. What is no text (`undefined`) keeps the default. Text may stand for a function. Where a function
 * throws, the default serves and `report` is told.
 */
export function withPageMessages(
  defaults: Values,
  own: Values | null | undefined,
  report: (error: unknown) => void,
): Values {
  const merged: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(own ?? {}) as [keyof Messages, unknown][]) {
    if (typeof value !== 'function' && typeof value !== 'string') continue;
    const fallback = defaults[key] as Text | undefined;
    if (typeof value === 'function') merged[key] = guarded(value as () => string, fallback, report);
    else merged[key] = typeof fallback === 'function' ? () => value : value;
  }
  return merged;
}

function guarded(
  own: (...values: unknown[]) => string,
  fallback: Text | undefined,
  report: (error: unknown) => void,
): Text {
  const tell = (...values: unknown[]): string => {
    try {
      return own(...values);
    } catch (error) {
      report(error);
      return typeof fallback === 'function' ? fallback(...values) : (fallback ?? '');
    }
  };
  // A function where the language has plain text: nobody would call it.
  return typeof fallback === 'string' ? tell() : tell;
}
