/**
 * `POLICIES`: named policies as JSON, in the variable itself or in a file. Sizes and durations may be written as people
 * write them, `"50MB"` and `"2m"`; a member nobody knows is a mistake, not a wish.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Policy } from '../policy/policy.js';
import { parseDuration, parseSize } from '../units.js';

const size = readable(parseSize, 'a size like 50MB');
const duration = readable(parseDuration, 'a duration like 120s');

const schema = z.record(
  z.string(),
  z.strictObject({
    maxSize: size.exactOptional(),
    accept: z.array(z.string()).exactOptional(),
    maxFiles: z.number().exactOptional(),
    keyTemplate: z.string().exactOptional(),
    urlTtl: duration.exactOptional(),
    uploadTtl: duration.exactOptional(),
    receiptTtl: duration.exactOptional(),
    sniff: z.boolean().exactOptional(),
    downloadTtl: duration.exactOptional(),
    inline: z.array(z.string()).exactOptional(),
  }),
) satisfies z.ZodType<Readonly<Record<string, Policy>>>;

/** A number as it is, or text that `read` understands. */
function readable(read: (text: string) => number | undefined, what: string) {
  return z.union([z.number(), z.string()]).transform((value, context) => {
    const number = typeof value === 'number' ? value : read(value);
    if (number !== undefined) return number;
    context.addIssue({ code: 'custom', message: `expected a number or ${what}` });
    return z.NEVER;
  });
}

/**
 * Reads the variable.
 *
 * @throws Error that says which member is wrong
 */
export function readPolicies(value: string): Readonly<Record<string, Policy>> {
  const text = value.startsWith('{') ? value : readFileSync(value, 'utf8');
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'wrong'}`);
}
