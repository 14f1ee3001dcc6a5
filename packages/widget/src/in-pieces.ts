/**
 * Work on thousands of things in pieces, with the page's turn between them.
 *
 * @module
 */

/** The items in their order, `size` at a time; the last piece may be shorter. */
export function* inPieces<T>(
  all: readonly T[],
  size: number,
): Generator<readonly T[], void, undefined> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

/** Lets the page have its turn: a browser may answer all that were asked in one task. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
