/**
 * Zod, and JSON, without exceptions. It measures `length` also of what is no text and no list, and comparing it throws where that is an
 * object which is no number either: `{"name": {"length": {"toString": 1}}}` (seen in 4.6.7). What comes from outside
 * must not be able to make a defect of the signer's own of it.
 *
 * @module
 */
import type { z } from 'zod';

/** What became of a value. */
export type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly issues: readonly z.core.$ZodIssue[] };

/** Never throws. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  try {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed;
    return { success: false, issues: parsed.error.issues };
  } catch {
    const message = 'cannot be read';
    return { success: false, issues: [{ code: 'custom', path: [], message, input: value }] };
  }
}

/** What a text says as JSON; undefined for what is none, or is something else than the schema has. */
export function parseJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = parse(schema, value);
  return parsed.success ? parsed.data : undefined;
}
