/**
 * File names as people see and hear them.
 *
 * @module
 */

/**
 * Control characters can reorder the text around a name (`photo\u202Egnp.exe` reads `photoexe.png`) or break its line. Joiners stay:
 * Persian and emoji need them. `Cs` are halves of a surrogate pair.
 */
const CONTROLS = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** The name with a visible mark (U+FFFD) in place of every control character. The upload keeps the real name. */
export function displayName(name: string): string {
  return name.replace(CONTROLS, '\uFFFD');
}

/** Embeddings and overrides, which the element's own sentences never contain; they use U+2068 and U+2069. */
const OVERRIDES = /[\p{Cc}\u202A-\u202E\u2066\u2067]/gu;

/** A sentence that may come from a server, and may contain a name. */
export function displaySentence(sentence: string): string {
  return sentence.replace(OVERRIDES, '\uFFFD');
}
