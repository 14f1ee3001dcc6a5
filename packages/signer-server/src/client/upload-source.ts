/**
 * All that can be uploaded, as one shape: bytes that can be read in ranges and again, or a stream that flows by once.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SignerError } from '../errors.js';

/** A string is text (UTF-8); a file is named by `{ path }`. */
export type UploadSource =
  string | Uint8Array | Blob | { readonly path: string } | AsyncIterable<Uint8Array>;

/** Bytes that are there to stay. */
export interface SeekableContent {
  readonly kind: 'seekable';
  readonly size: number;
  /** @param end - exclusive. Each call reads from the beginning of its range. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Bytes that come once. */
export interface StreamContent {
  readonly kind: 'stream';
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** @throws SignerError `invalid-request` if a file cannot be read. */
export async function contentOf(source: UploadSource): Promise<SeekableContent | StreamContent> {
  if (typeof source === 'string') return contentOf(Buffer.from(source, 'utf8'));
  if (source instanceof Uint8Array) {
    return seekable(source.byteLength, (start, end) => once(source.subarray(start, end)));
  }
  if (source instanceof Blob) {
    return seekable(source.size, (start, end) => source.slice(start, end).stream());
  }
  if ('path' in source) return fileContent(source.path);
  return { kind: 'stream', bytes: source };
}

async function fileContent(path: string): Promise<SeekableContent> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new SignerError('invalid-request', `${path} cannot be read.`, { cause });
  });
  if (!found.isFile()) throw new SignerError('invalid-request', `${path} is not a file.`);
  // `end` of a read stream is inclusive; nothing is read of an empty range.
  return seekable(found.size, (start, end) =>
    end > start ? createReadStream(path, { start, end: end - 1 }) : once(new Uint8Array(0)),
  );
}

function seekable(size: number, read: SeekableContent['read']): SeekableContent {
  return {
    kind: 'seekable',
    size,
    read: (start, end) => ({
      [Symbol.asyncIterator]: () => read(start, end)[Symbol.asyncIterator](),
    }),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.byteLength > 0) yield await Promise.resolve(bytes);
}
