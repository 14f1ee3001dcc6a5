/**
 * File names are for people. What the signer keeps of one (token, receipt, `Content-Disposition`) is cleaned of all
 * that could deceive a reader or break a header; it never takes part in addressing storage.
 *
 * @module
 */
import { utf8Length } from '../utf8.js';

/** Most UTF-8 bytes of a kept name, as in most file systems. */
const MAX_BYTES = 255;

/**
 * C0 and C1 controls, and the characters that turn the direction of text around (`gnp.exe` shown as `exe.png`):
 * Unicode UAX #9 marks, embeddings, overrides and isolates.
 */

const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The last path segment, without deceptive characters, at most 255 bytes; `file` if nothing is left. */
export function cleanFileName(declared: string): string {
  const last = declared.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(DECEPTIVE, '').trim();
  const kept = truncate(clean === '.' || clean === '..' ? '' : clean);
  return kept === '' ? 'file' : kept;
}

/** Cuts between characters, never inside one. */
function truncate(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += utf8Length(character);
    if (bytes > MAX_BYTES) break;
    kept += character;
  }
  return kept.trimEnd();
}

/**
 * `Content-Disposition: attachment` with the name in both spellings (RFC 6266 §5, RFC 8187): a browser saves the object
 * under its name and never shows it inline, whatever its type.
 */
export function attachment(name: string): string {
  return disposition('attachment', name);
}

/** The same for what may be shown. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percent);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** `encodeURIComponent` leaves these four, which are no `attr-char` of RFC 8187. */
function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
