/**
 * What one caller may upload, where that is less than the policy allows: from the claims of a token or the answer of the
 * application. Limits only ever tighten; a caller whose limits say more gets what the policy says.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../errors.js';
import { parse } from '../parse.js';
import { parseSize } from '../units.js';

/** Limits of one caller; what is not there is left to the policy. */
export interface CallerLimits {
  /** Most bytes per file. */
  readonly maxSize?: number;
  /** Types, families and extensions, as in {@link Policy.accept}; a file has to pass both lists. */
  readonly accept?: readonly string[];
  /** Most files in one create call. */
  readonly maxFiles?: number;
}

const size = z.union([z.number(), z.string()]).transform((value, context) => {
  const bytes = typeof value === 'number' ? value : parseSize(value);
  if (bytes !== undefined && Number.isSafeInteger(bytes) && bytes >= 0) return bytes;
  context.addIssue({ code: 'custom', message: 'expected bytes or a size like 50MB' });
  return z.NEVER;
});

const limits = z.object({
  maxSize: size.exactOptional(),
  accept: z.array(z.string().min(1)).exactOptional(),
  maxFiles: z.number().int().positive().exactOptional(),
});

/**
 * Reads limits as they come over the wire; sizes may be written `"50MB"`.
 *
 * @throws SignerError `forbidden` for anything that is no such object: what cannot be read must not count as "no limits".
 */
export function readLimits(value: unknown): CallerLimits {
  if (value === undefined) return {};
  const parsed = parse(limits, value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.issues;
  throw new SignerError(
    'forbidden',
    `Your upload limits cannot be read (${issue?.path.join('.') || 'limits'}: ${issue?.message ?? 'wrong'}).`,
  );
}
