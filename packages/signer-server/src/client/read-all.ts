/**
 * Reads a body for the sake of its connection, which is free for others only then, and of its first words.
 *
 * @module
 */

/** Of a refusal; more is never looked at. */
const FIRST = 1024;
/** Bytes after which the connection is not worth the rest, and is closed. */
const MOST = 64 * 1024;

/** The first kilobyte as text. */
export async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  let [text, size] = ['', 0];
  for await (const chunk of body) {
    if (text.length < FIRST) text += Buffer.from(chunk).toString('utf8').slice(0, FIRST);
    size += chunk.byteLength;
    if (size > MOST) break;
  }
  return text;
}
