/**
 * Reads a blob from its beginning to its end with little memory.
 *
 * Fresh memory is what reading costs most: a slice is a new buffer, whose pages the system has to find, and the last one is garbage
 * for a while (1 GiB in Chromium: 11 s of processor time and 190 MB; into one buffer, again and again: 4 s and 50 MB).
 *
 * @module
 */

/** Bytes of the one buffer, and so of each chunk but the last. */
const BUFFER = 256 * 1024;
/** Bytes of a slice, where a browser cannot read into a buffer. */
const SLICE = 1024 * 1024;

/**
 * The bytes of a blob in chunks, each a multiple of 64 bytes but the last. A chunk is gone when the next one is asked for. Rejects with
 * the browser's error if the file cannot be read, and with the signal's reason.
 */
export type BlobReader = (blob: Blob, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** A reader that keeps its buffers for the next blob. */
export function createBlobReader(): BlobReader {
  const spare: ArrayBuffer[] = [];
  /**
   * Chromium 156 collects a file's stream as garbage, and the read that is waited for with it, if nothing but the waiting refers to it
   * (a file of 1 GiB in slices of 1 MiB: it never ended). So each is kept here until it is at its end.
   */
  const kept = new Set<ReadableStreamBYOBReader>();

  /** Fills the buffer again and again. */
  async function* fill(stream: ReadableStreamBYOBReader): AsyncGenerator<Uint8Array, void> {
    let buffer = spare.pop() ?? new ArrayBuffer(BUFFER);
    let filled = 0;
    kept.add(stream);
    try {
      for (;;) {
        const { done, value } = await stream.read(new Uint8Array(buffer, filled));
        if (value) buffer = value.buffer;
        if (done) break;
        filled += value.byteLength;
        if (filled < BUFFER) continue;
        yield new Uint8Array(buffer);
        filled = 0;
      }
      if (filled > 0) yield new Uint8Array(buffer, 0, filled);
    } finally {
      kept.delete(stream);
      if (buffer.byteLength === BUFFER) spare.push(buffer);
      // Of one that is at its end, or broken, nothing is left to cancel.
      void stream.cancel().catch(() => undefined);
    }
  }
  return async function* read(blob, signal) {
    const stream = blob.size > BUFFER ? intoBuffers(blob) : undefined;
    let start = 0;
    if (stream) {
      try {
        for await (const chunk of fill(stream)) {
          signal.throwIfAborted();
          yield chunk;
          start += chunk.length;
        }
      } catch {
        signal.throwIfAborted();
        // A stream says "network error" of a file that was changed; a slice tells the truth.
      }
    }
    yield* slices(blob, start, signal);
  };
}

/** Nothing where the browser's streams do not read into buffers (Streams Standard §4.5). */
function intoBuffers(blob: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return blob.stream().getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
}

/** What is left of the blob, the next slice being read while this one is used. */
async function* slices(
  blob: Blob,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const read = (start: number): Promise<ArrayBuffer> | undefined => {
    if (start >= blob.size) return undefined;
    const isWhole = start === 0 && blob.size <= SLICE;
    const bytes = (isWhole ? blob : blob.slice(start, start + SLICE)).arrayBuffer();
    // Its failure is met when it is awaited; until then it must not count as unhandled.
    bytes.catch(() => undefined);
    return bytes;
  };
  let next = read(from);
  for (let start = from; next; start += SLICE) {
    const bytes = await next;
    signal.throwIfAborted();
    next = read(start + SLICE);
    yield new Uint8Array(bytes);
  }
}
