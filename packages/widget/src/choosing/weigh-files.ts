/**
 * Asks chosen files for their sizes before anybody else does.
 *
 * A file of an `<input>` does not know its size: Chromium asks another process when it is first wanted, and the page waits (1,000
 * files: 0.1 to 0.4 s in one task). Later questions are answered from memory.
 *
 * @module
 */
import { breathe } from '../in-pieces.js';

/** Milliseconds of asking until the page has its turn: half of a frame. */
const TURN = 8;

/** Resolves with the sum of all sizes, in bytes, once each is known. Rejects with the signal's reason. */
export async function weigh(files: readonly File[], signal: AbortSignal): Promise<number> {
  let bytes = 0;
  let end = performance.now() + TURN;
  for (const file of files) {
    bytes += file.size;
    if (performance.now() < end) continue;
    await breathe();
    signal.throwIfAborted();
    end = performance.now() + TURN;
  }
  // What is done with so many takes a turn of its own.
  await breathe();
  signal.throwIfAborted();
  return bytes;
}
