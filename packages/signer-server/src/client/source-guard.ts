/**
 * Tells a failure of what is uploaded (a file that cannot be read, a stream that breaks) from one of storage: somebody
 * else has to mend it. And refuses to read a stream a second time, which would send half of it.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { SeekableContent, StreamContent } from './upload-source.js';

/** See the module comment. */
export interface SourceGuard {
  over(content: SeekableContent | StreamContent): SeekableContent | StreamContent;
  /** The source's own error, if that is why it failed; else the one given. */
  causeOf(error: unknown): unknown;
}

/** One for each upload. */
export function sourceGuard(): SourceGuard {
  const seen: { error?: unknown } = {};
  const guarded = (bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => ({
    async *[Symbol.asyncIterator]() {
      const source = bytes[Symbol.asyncIterator]();
      for (;;) {
        const result = await source.next().catch((error: unknown) => {
          seen.error = error;
          throw error;
        });
        if (result.done) return;
        yield result.value;
      }
    },
  });
  return {
    over: (content) =>
      content.kind === 'seekable'
        ? { ...content, read: (start, end) => guarded(content.read(start, end)) }
        : { ...content, bytes: guarded(onlyOnce(content.bytes)) },
    causeOf: (error) => ('error' in seen ? seen.error : error),
  };
}

function onlyOnce(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let taken = false;
  return {
    [Symbol.asyncIterator]: () => {
      if (taken) {
        throw new SignerError(
          'storage-unavailable',
          'Storage wanted another login when a part of the stream was sent already: begin again with a fresh one.',
        );
      }
      taken = true;
      return bytes[Symbol.asyncIterator]();
    },
  };
}
