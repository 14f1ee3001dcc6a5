/**
 * Where a file's name may be shortened.
 *
 * @module
 */

/**
 * Splits a name before its extension, so that a narrow row can shorten the front and keep the end. Only there: a cut
 * inside a word would tear the joined letters of Arabic apart, and an extension in its own box cannot be disguised by a
 * right-to-left override earlier in the name.
 */
export function splitName(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 12 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}
