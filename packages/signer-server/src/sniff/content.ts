/**
 * Whether the first bytes of a file agree with the type it is stored as. Types with a signature must have it; what is text
 * must not be a web page, a drawing with scripts or a program. Bytes without a type (`application/octet-stream`) claim
 * nothing, and browsers show them as nothing.
 *
 * @module
 */
import { UNKNOWN_TYPE } from '@direct-upload/accept';
import { fileTypeFromBuffer } from 'file-type';
import { SignerError } from '../errors.js';
import { markupOf } from './markup.js';
import { isProgram, isProgramType } from './program.js';
import { isSame, mustBeRecognised } from './signatures.js';

/** Bytes that are looked at: what file-type wants to see. */
export const SAMPLE = 4100;

/** @throws SignerError `type-not-allowed`. */
export async function assertContent(type: string, head: Uint8Array): Promise<void> {
  if (type === UNKNOWN_TYPE) return;
  const markup = markupOf(head);
  if (markup !== undefined && !isMarkupType(type, markup)) throw refused(type, markup);
  const found = (await fileTypeFromBuffer(head))?.mime.split(';', 1)[0];
  if ((isProgram(head) || isProgramType(found)) && !isProgramType(type)) {
    throw refused(type, found ?? 'a program');
  }
  if (mustBeRecognised(type)) {
    if (found === undefined) throw refused(type, 'something else');
    if (!isSame(type, found)) throw refused(type, found);
  }
  if (isText(type) && (hasNul(head) || (found !== undefined && !isText(found)))) {
    throw refused(type, found ?? 'binary data');
  }
}

/** What may well be markup of this kind. */
function isMarkupType(type: string, markup: string): boolean {
  return type === markup || (markup !== 'text/html' && /[/+]xml$/.test(type));
}

/** Types whose bytes are text, whether or not they say so. */
function isText(type: string): boolean {
  return type.startsWith('text/') || /^application\/(?:.+\+)?(?:json|xml)$/.test(type);
}

/** NUL is in no text but UTF-16, which begins with a mark. */
function hasNul(head: Uint8Array): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return !isUtf16 && head.includes(0);
}

function refused(type: string, found: string): SignerError {
  return new SignerError(
    'type-not-allowed',
    `The file was announced as ${type}, but its content is ${found}.`,
  );
}
