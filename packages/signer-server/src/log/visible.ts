/**
 * Text for a log that people read on a terminal: characters that would move the cursor, start a line or turn the direction
 * of reading are written out.
 *
 * @module
 */

/** C0 and C1 controls, DEL, marks and overrides of direction, separators of lines, what has no width, lone surrogates. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** With `\u202e` for what nobody would see. */
export function visible(text: string): string {
  return text.replace(UNSEEN, written);
}

/** The same for JSON that is written already: it stays equal. */
export function escapeJson(json: string): string {
  return json.replace(UNSEEN, written);
}

function written(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
