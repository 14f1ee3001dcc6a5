/**
 * XML bytes as text, by the rules by which browsers choose an encoding: the byte order mark, else what the document
 * declares, else UTF-8.
 *
 * @module
 */

/** Those in which ASCII means ASCII, so that nothing hides. */
const HARMLESS = ['utf-8', 'us-ascii', 'ascii', 'iso-8859-1', 'windows-1252', 'latin1'];
const DECLARATION = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/;

/** Undefined for an encoding that is not looked into, and for bytes that are not in theirs. */
export function decodeXml(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (start.startsWith('\u00ef\u00bb\u00bf')) return decode(bytes, 'utf-8');
  const declared = (DECLARATION.exec(start)?.[1] ?? 'utf-8').toLowerCase();
  return HARMLESS.includes(declared) ? decode(bytes, declared) : undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
