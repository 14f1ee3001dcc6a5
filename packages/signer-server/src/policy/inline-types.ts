/**
 * Which stored files a browser may show instead of saving them. Shown, a file is a page of storage's origin: HTML, SVG and
 * other XML run scripts there, so that families like `image/*` never cover them.
 *
 * @module
 */
import { coversType, isActiveType, mediaType, parseAccept } from '@direct-upload/accept';
import { z } from 'zod';
import { SignerError } from '../errors.js';
import { formatList } from '../format.js';

/** Types that browsers show without running anything. */
export const SHOWN_BY_DEFAULT = ['image/*', 'video/*', 'audio/*', 'application/pdf', 'text/plain'];

/** `policy.inline`: types and families, no extensions. */
export const inlineEntries = z.array(z.string()).transform((list, context) => {
  const stranger = list.find((each) => !isTypeOrFamily(each));
  if (stranger === undefined) return parseAccept(list).entries;
  const message = `has ${JSON.stringify(stranger)}; entries look like image/png or image/*`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function isTypeOrFamily(text: string): boolean {
  const { entries, unknown } = parseAccept(text);
  const [entry = ''] = entries;
  return unknown.length === 0 && entries.length === 1 && /^[^*]+\/./.test(entry);
}

/**
 * Before a URL that shows a file.
 *
 * @param stored - the type as storage says it, perhaps with parameters
 * @throws SignerError `type-not-allowed`
 */
export function assertInline(stored: string, inline: readonly string[]): void {
  const type = mediaType(stored);
  if (type !== undefined && mayShow(type, inline)) return;
  throw new SignerError(
    'type-not-allowed',
    `Files of type ${type ?? JSON.stringify(stored)} are not shown in the browser, only ${formatList(inline)}; ask without inline.`,
  );
}

/** Whether a list of {@link inlineEntries} has this type; of what can run, only by its own name. */
export function mayShow(type: string, inline: readonly string[]): boolean {
  return inline.some(
    (entry) => coversType(entry, type) && !(entry.endsWith('/*') && isActiveType(type)),
  );
}
