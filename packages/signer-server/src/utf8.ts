/**
 * How long a text is as UTF-8.
 *
 * @module
 */

/** Bytes. A lone surrogate counts as the three of U+FFFD, which takes its place (WHATWG Encoding §4.3). */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
