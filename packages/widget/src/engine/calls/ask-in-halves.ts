/**
 * Finds the entry for whose sake a whole call was refused: a signer that does not judge entry by entry answers 400 to a thousand
 * files because of one name.
 *
 * @module
 */
import { UploadError } from '../errors.js';

/** Why this one entry was refused. */
export interface Refused {
  readonly error: UploadError;
}

/** Calls in all, at most: enough for several bad entries among a thousand, and no flood where every one is refused. */
const MAX_CALLS = 64;

/** Asks about all at once, and in halves where that is refused. What is left when the calls are used up is refused with the rest. */
export async function askInHalves<T, R>(
  items: readonly T[],
  ask: (items: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly (R | Refused)[]> {
  let calls = 0;
  const askFor = async (some: readonly T[]): Promise<readonly (R | Refused)[]> => {
    calls += 1;
    try {
      return await ask(some);
    } catch (error) {
      if (!isAboutContent(error) || items.length === 1) throw error;
      if (some.length === 1 || calls >= MAX_CALLS) return some.map(() => ({ error }));
      const middle = Math.ceil(some.length / 2);
      const first = await askFor(some.slice(0, middle));
      return [...first, ...(await askFor(some.slice(middle)))];
    }
  };
  return askFor(items);
}

/** Refused for what the call says, not for who calls, where, or how often. */
function isAboutContent(error: unknown): error is UploadError {
  if (!(error instanceof UploadError) || error.code !== 'signer-refused') return false;
  return error.status === 400 || error.status === 413 || error.status === 422;
}
