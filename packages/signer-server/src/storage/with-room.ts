/**
 * Small notes where storage has no room: it refuses them too, and what would make room must not wait for them.
 *
 * @module
 */
import { SignerError } from '../errors.js';

/** Writes; where there is no room, makes some and writes again. */
export async function withRoom(
  write: () => Promise<void>,
  makeRoom: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof SignerError && error.code === 'quota')) throw error;
    await makeRoom();
    await write();
  }
}
