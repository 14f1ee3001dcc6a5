/**
 * A part that is gone may have been copied already: by another replica, or by an earlier call whose answer was lost.
 *
 * @module
 */
import { SignerError } from '../errors.js';

/**
 * What `make` gives, or the copy that is there where `make` misses the part.
 *
 * @param copied - looks for the copy; undefined if there is none, and then what `make` threw is thrown
 */
export async function orCopied<Copy>(
  make: () => Promise<Copy>,
  copied: () => Promise<Copy | undefined>,
): Promise<Copy> {
  try {
    return await make();
  } catch (error) {
    const missing = error instanceof SignerError && error.code === 'part-missing';
    const known = missing ? await copied() : undefined;
    if (known === undefined) throw error;
    return known;
  }
}
