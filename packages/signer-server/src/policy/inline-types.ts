/**
 * Which stored files a browser may show instead of saving them. Shown, a file is a page of storage's origin: HTML, SVG and
 * other XML run scripts there, so that families like `image/*` never cover them.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { formatList } from '../format.js';
import { mediaType } from './media-types.js';

/** Types that browsers show without running anything. */
export const SHOWN_BY_DEFAULT = ['image/*', 'video/*', 'audio/*', 'application/pdf', 'text/plain'];

/** HTML and XML in all their spellings, and the containers that may hold HTML (MHTML). */
const ACTIVE = /[/+](?:html|xml|xsl)$|^(?:multipart|message)\//;

/** @throws SignerError `invalid-option` for what is neither a type nor a family. */
export function inlineEntry(entry: string): string {
  const lower = entry.trim().toLowerCase();
  const sample = lower.replace(/\/\*$/, '/x');
  if (lower !== '' && mediaType(sample) === sample) return lower;
  throw new SignerError(
    'invalid-option',
    `policy.inline has ${JSON.stringify(entry)}; entries look like image/png or image/*.`,
  );
}

/**
 * Before a URL that shows a file.
 *
 * @param stored - the type as storage says it, perhaps with parameters
 * @throws SignerError `type-not-allowed`
 */
export function assertInline(stored: string, inline: readonly string[]): void {
  const type = mediaType(stored);
  if (type !== undefined && inline.some((entry) => shows(entry, type))) return;
  throw new SignerError(
    'type-not-allowed',
    `Files of type ${type ?? JSON.stringify(stored)} are not shown in the browser, only ${formatList(inline)}; ask without inline.`,
  );
}

function shows(entry: string, type: string): boolean {
  if (!entry.endsWith('/*')) return entry === type;
  return type.startsWith(entry.slice(0, -1)) && !ACTIVE.test(type);
}
