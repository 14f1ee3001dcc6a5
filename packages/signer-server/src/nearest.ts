/**
 * Which known name somebody meant who wrote another one.
 *
 * @module
 */

/** Shorter names are too near to too many others. */
const SHORTEST = 6;
/** From here on, two mistakes are one name; below, one. */
const LONG = 9;

/** The known name that is all but the same: by its letters in another order or case, or by a mistake or two. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const bare = bareOf(name);
  const same = known.find((each) => bareOf(each) === bare);
  if (same !== undefined || bare.length < SHORTEST) return same;
  const letters = sorted(bare);
  return known.find((each) => {
    const other = bareOf(each);
    if (other.length < SHORTEST) return false;
    const most = Math.min(bare.length, other.length) >= LONG ? 2 : 1;
    return sorted(other) === letters || distance(bare, other) <= most;
  });
}

/** Nobody remembers where the underscores are. */
function bareOf(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

function sorted(text: string): string {
  return Array.from(text).sort().join('');
}

/** Levenshtein's: letters to add, to leave out or to change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
