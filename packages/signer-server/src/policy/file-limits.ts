/**
 * What files may come: the limits of a policy, and of one caller where that is less. Both are read here and judged by one
 * function (`judge.ts`), so that an entry means the same in both. Limits only ever tighten: a file has to keep to all.
 *
 * @module
 */
import { isLimited, parseAccept } from '@direct-upload/accept';
import { z } from 'zod';
import { SignerError } from '../errors.js';
import { parse } from '../parse.js';
import { parseDuration, parseSize } from '../units.js';
import { MAX_BATCH } from '../wire/schema.js';

/** Limits on files; what is not there is not limited. */
export interface FileLimits {
  /** Most bytes per file. */
  readonly maxSize?: number;
  /**
   * Types (`image/png`), families (`image/*`) and extensions (`.pdf`), as in the `accept` attribute; one match is
   * enough. Default: everything. What only its extension lets in gets the type of that extension; a file that declares
   * itself as something browsers run is not let in that way. Of several lists a file has to pass each.
   */
  readonly accept?: readonly string[];
  /** Most files in one create call, 1 to 1000. Default: 1000. */
  readonly maxFiles?: number;
  /**
   * Whether the first bytes of a file must agree with its type. A PNG that is a web page, or a text that is a program, is
   * refused and deleted. Default: if {@link accept} says what may come.
   */
  readonly sniff?: boolean;
}

// Not `z.number()`, whose sentence about NaN and Infinity names no value.
const numberOrText = z.custom<number | string>(
  (value) => typeof value === 'number' || typeof value === 'string',
  'must be a number',
);

/** A whole number, or text that `read` understands. */
function numberOf(
  read: (text: string) => number | undefined,
  [least, most]: readonly [number, number],
  sample: string,
) {
  return numberOrText.transform((value, context) => {
    const number = typeof value === 'number' ? value : read(value);
    if (Number.isSafeInteger(number) && number !== undefined && number >= least && number <= most) {
      return number;
    }
    const isText = typeof value === 'string';
    const given = isText ? JSON.stringify(value) : value;
    const text = isText && sample ? `, or a text like ${sample}` : '';
    const message = `is ${given}; it must be a whole number from ${least} to ${most}${text}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** A number of things. */
export const countBetween = (least: number, most: number): ReturnType<typeof numberOf> =>
  numberOf((): undefined => undefined, [least, most], '');

/** Seconds, or `"2m"`. */
export const secondsBetween = (least: number, most: number): ReturnType<typeof numberOf> =>
  numberOf(parseDuration, [least, most], '"2m"');

const accept = z.array(z.string()).transform((list, context) => {
  const { entries, unknown } = parseAccept(list);
  const [stranger] = unknown;
  if (stranger === undefined && entries.length > 0) return entries;
  const message =
    stranger === undefined
      ? 'has no entry; leave it out to take everything'
      : `has ${JSON.stringify(stranger)}; entries look like image/png, image/* or .pdf`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** The members, for a schema that has more. Bytes may be written `"50MB"`. */
export const limitMembers = {
  maxSize: numberOf(parseSize, [0, Number.MAX_SAFE_INTEGER], '"50MB"').exactOptional(),
  accept: accept.exactOptional(),
  maxFiles: countBetween(1, MAX_BATCH).exactOptional(),
  sniff: z.boolean('must be true or false').exactOptional(),
};

const limits = z.strictObject(limitMembers) satisfies z.ZodType<FileLimits>;

/**
 * Reads the limits of a caller as an application says them.
 *
 * @throws SignerError `forbidden` for anything that is no such object: what cannot be read must not count as "no limits".
 */
export function readLimits(value: unknown): FileLimits {
  if (value === undefined) return {};
  const parsed = parse(limits, value);
  if (parsed.success) return parsed.data;
  throw new SignerError(
    'forbidden',
    `Your upload limits cannot be read: ${faultIn(parsed.issues, 'limits', Object.keys(limitMembers))}`,
  );
}

/** The first fault in one sentence: the member by its path, and the members that there are if it is none of them. */
export function faultIn(
  issues: readonly z.core.$ZodIssue[],
  whole: string,
  members: readonly string[],
): string {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const [stranger = ''] = issue.keys;
    return `${whole}.${stranger} is unknown; there are ${members.join(', ')}.`;
  }
  const message = issue?.message ?? 'cannot be read';
  const verb = issue?.code === 'custom' || message.startsWith('must') ? ' ' : ': ';
  return `${[whole, ...(issue?.path ?? [])].join('.')}${verb}${message}.`;
}

/** Whether somebody has to look at the bytes of a file that keeps to these limits. */
export function wantsSniffing({ sniff, accept: entries = [] }: FileLimits): boolean {
  return sniff ?? isLimited(entries);
}
