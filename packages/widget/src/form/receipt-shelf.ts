/**
 * Where the receipts of a page lie while it is away, if they are too many for its history entry: in the storage of the
 * tab's session, which lives as long as the history does.
 *
 * @module
 */

/** What all keys begin with. */
const PREFIX = 'direct-upload:';

/** A place of its own. */
export interface Shelf {
  readonly key: string;
  /** False if there is no room. */
  put(text: string): boolean;
}

/** Nothing where the page may not store anything. */
export function createShelf(): Shelf | undefined {
  const storage = open();
  if (!storage) return undefined;
  const key = `${PREFIX}${Math.random().toString(36).slice(2)}`;
  const tryPut = (text: string): boolean => {
    try {
      storage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  };
  return {
    key,
    put(text) {
      if (tryPut(text)) return true;
      // What pages further back in the history left.
      for (const other of Object.keys(storage)) {
        if (other.startsWith(PREFIX)) storage.removeItem(other);
      }
      return tryPut(text);
    },
  };
}

/** What lies there, if `key` is the name of a shelf; nothing if somebody else needed the room. */
export function takeFromShelf(key: string): string | undefined {
  return key.startsWith(PREFIX) ? (open()?.getItem(key) ?? '') : undefined;
}

/** Removes what pages of this tab have left there. */
export function emptyShelves(): void {
  const storage = open();
  for (const key of Object.keys(storage ?? {})) {
    if (key.startsWith(PREFIX)) storage?.removeItem(key);
  }
}

/** Even to ask for it is an error in a frame without an origin. */
function open(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
