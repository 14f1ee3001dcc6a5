/**
 * MD5 of bytes that pass, which is what Swift compares and answers with.
 *
 * @module
 */
import { createHash } from 'node:crypto';

/** Bytes, and what was seen of them when they are through. */
export interface HashedBytes {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Of the last reading. */
  readonly result: () => { readonly md5: string; readonly size: number };
}

/** @param seen - called with every chunk's length. */
export function hashed(
  source: AsyncIterable<Uint8Array>,
  seen: (bytes: number) => void = () => undefined,
): HashedBytes {
  let hash = createHash('md5');
  let size = 0;
  return {
    bytes: {
      async *[Symbol.asyncIterator]() {
        hash = createHash('md5');
        size = 0;
        for await (const chunk of source) {
          hash.update(chunk);
          size += chunk.byteLength;
          seen(chunk.byteLength);
          yield chunk;
        }
      },
    },
    result: () => ({ md5: hash.copy().digest('hex'), size }),
  };
}

/** Reads all of it for its MD5. */
export async function md5Of(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<string> {
  const { bytes, result } = hashed(source);
  for await (const chunk of bytes) if (chunk.byteLength > 0) signal.throwIfAborted();
  return result().md5;
}

/** Of text: the ETag of a large object is that of its segments’ ETags, put together. */
export function md5OfText(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
