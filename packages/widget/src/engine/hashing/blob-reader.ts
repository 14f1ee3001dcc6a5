/**
 * Reads a blob from its beginning to its end with little memory.
 *
 * Fresh memory is what reading costs most: a slice is a new buffer, whose pages the system has to find, and the last one is garbage
 * for a while (1 GiB in Chromium: 11 s of processor time and 190 MB; into one buffer, again and again: 4 s and 50 MB).
 *
 * @module
 */

/** Bytes of the one buffer, and so of the largest chunk of a stream. */
const BUFFER = 256 * 1024;
/** Bytes of a slice, where a browser cannot read into a buffer. */
const SLICE = 1024 * 1024;

/**
 * The bytes of a blob that is made of pieces of these sizes, in chunks. No chunk is of two pieces, and each but a piece's last is a
 * multiple of 64 bytes. A chunk is gone when the next one is asked for. Rejects with the browser's error if it cannot be read, and with
 * the signal's reason.
 */
export type BlobReader = (
  blob: Blob,
  sizes: readonly number[],
  signal: AbortSignal,
) => AsyncGenerator<Uint8Array, void>;

/** A reader that keeps its buffers for the next blob. */
export function createBlobReader(): BlobReader {
  const spare: ArrayBuffer[] = [];
  /**
   * Chromium 156 collects a file's stream as garbage, and the read that is waited for with it, if nothing but the waiting refers to it
   * (a file of 1 GiB in slices of 1 MiB: it never ended). So each is kept here until it is at its end.
   */
  const kept = new Set<ReadableStreamBYOBReader>();

  /** Fills the buffer again and again. */
  async function* fill(
    stream: ReadableStreamBYOBReader,
    sizes: readonly number[],
  ): AsyncGenerator<Uint8Array, void> {
    let buffer = spare.pop() ?? new ArrayBuffer(BUFFER);
    kept.add(stream);
    try {
      for (const { start, end } of ranges(sizes, BUFFER)) {
        const wanted = end - start;
        for (let filled = 0; filled < wanted;) {
          const { done, value } = await stream.read(
            new Uint8Array(buffer, filled, wanted - filled),
          );
          if (value) buffer = value.buffer;
          if (done) return;
          filled += value.byteLength;
        }
        yield new Uint8Array(buffer, 0, wanted);
      }
    } finally {
      kept.delete(stream);
      if (buffer.byteLength === BUFFER) spare.push(buffer);
      // Of one that is at its end, or broken, nothing is left to cancel.
      void stream.cancel().catch(() => undefined);
    }
  }
  return async function* read(blob, sizes, signal) {
    if (blob.size <= BUFFER) {
      yield* atOnce(blob, sizes, signal);
      return;
    }
    const stream = intoBuffers(blob);
    let start = 0;
    if (stream) {
      try {
        for await (const chunk of fill(stream, sizes)) {
          signal.throwIfAborted();
          yield chunk;
          start += chunk.length;
        }
      } catch {
        signal.throwIfAborted();
        // A stream says "network error" of a file that was changed; a slice tells the truth.
      }
    }
    yield* slices(blob, sizes, start, signal);
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

/** Of little, all. */
async function* atOnce(
  blob: Blob,
  sizes: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const bytes = whole(await blob.arrayBuffer(), blob.size);
  signal.throwIfAborted();
  for (const { start, end } of ranges(sizes, BUFFER)) yield bytes.subarray(start, end);
}

/** What is left of the blob, the next slice being read while this one is used. */
async function* slices(
  blob: Blob,
  sizes: readonly number[],
  from: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const left = ranges(sizes, SLICE, from);
  const read = (): Promise<Uint8Array> | undefined => {
    const { done, value } = left.next();
    if (done) return undefined;
    const { start, end } = value;
    const bytes = blob
      .slice(start, end)
      .arrayBuffer()
      .then((read) => whole(read, end - start));
    // Its failure is met when it is awaited; until then it must not count as unhandled.
    bytes.catch(() => undefined);
    return bytes;
  };
  for (let next = read(); next;) {
    const bytes = await next;
    signal.throwIfAborted();
    next = read();
    yield bytes;
  }
}

/** Firefox and WebKit give what is left of a file that was cut short on disk: fewer bytes than asked for are no read. */
function whole(bytes: ArrayBuffer, size: number): Uint8Array {
  if (bytes.byteLength === size) return new Uint8Array(bytes);
  throw new DOMException('The file is shorter than it was.', 'NotReadableError');
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What to read one after the other: at most so many bytes of a piece at a time, from this byte on. */
function* ranges(sizes: readonly number[], most: number, from = 0): Generator<Range, void> {
  let end = 0;
  for (const size of sizes) {
    const first = Math.max(from, end);
    end += size;
    for (let start = first; start < end; start += most) {
      yield { start, end: Math.min(start + most, end) };
    }
  }
}
