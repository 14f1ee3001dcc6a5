/**
 * A stream cut into pieces of a size, each of which can be read while the next is not there yet. Nothing is collected.
 *
 * @module
 */

/** Pieces in order; the last is shorter, and none is empty unless the stream is. */
export interface StreamPieces {
  /** Undefined after the last. The one before must have been read to its end. */
  next(): Promise<AsyncIterable<Uint8Array> | undefined>;
}

/** @param size - bytes of a piece. */
export function splitStream(bytes: AsyncIterable<Uint8Array>, size: number): StreamPieces {
  const source = bytes[Symbol.asyncIterator]();
  let held: Uint8Array | undefined;
  let first = true;

  /** Bytes that are there, or undefined at the end. */
  const pull = async (): Promise<Uint8Array | undefined> => {
    while (held === undefined || held.byteLength === 0) {
      const result = await source.next();
      if (result.done) return undefined;
      held = result.value;
    }
    return held;
  };
  async function* piece(): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0;) {
      const chunk = await pull();
      if (chunk === undefined) return;
      const part = chunk.subarray(0, left);
      held = chunk.subarray(part.byteLength);
      left -= part.byteLength;
      yield part;
    }
  }
  return {
    next: async () => {
      const more = (await pull()) !== undefined || first;
      first = false;
      return more ? piece() : undefined;
    },
  };
}
