/**
 * Whether the bytes of a file are still there. A read that fails does not say so by itself: WebKit ends every read when the page's
 * loads are stopped, and reads nothing at all, not even a blob in memory, while the answer to a click on a link is awaited.
 *
 * @module
 */
import { sleep } from '../flow/sleep.js';

/** Milliseconds between two tries while the browser reads nothing. */
const PAUSE = 250;
/** Tries: a link may be answered late, and then with a download or with nothing, so that the page stays. */
const TRIES = 480;

/**
 * Rejects with the browser's error if the bytes cannot be read, and with the signal's reason.
 *
 * @param readsAtAll - whether the browser reads anything now
 */
export async function assertReadable(
  bytes: Blob,
  signal: AbortSignal,
  readsAtAll = readsMemory,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await readEnds(bytes);
      return;
    } catch {
      signal.throwIfAborted();
      // The browser may have begun to read again just now, so the file is tried once more.
      if (tries >= TRIES || (await readsAtAll())) return readEnds(bytes);
      await sleep(PAUSE, signal);
    }
  }
}

/**
 * Chromium refuses a file whose modification time has changed (File API §4). Firefox and WebKit read what is there: nothing at
 * the end of a file that was cut short.
 */
async function readEnds(bytes: Blob): Promise<void> {
  await readByte(bytes, 0);
  await readByte(bytes, bytes.size - 1);
}

async function readByte(bytes: Blob, at: number): Promise<void> {
  const byte = bytes.slice(Math.max(0, at), at + 1);
  const { byteLength } = await byte.arrayBuffer();
  if (byteLength !== byte.size) throw new DOMException('The file is shorter.', 'NotReadableError');
}

function readsMemory(): Promise<boolean> {
  return new Blob(['x']).arrayBuffer().then(
    () => true,
    () => false,
  );
}
