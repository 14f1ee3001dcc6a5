/**
 * Downloads an object as a stream, all of it or a range. What is read as a whole is compared with its ETag at the end: a
 * reader that got to the end without an error has the bytes.
 *
 * @module
 */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SignerError } from '../errors.js';
import { assertContainerName, assertObjectName } from '../names/object-name.js';
import type { ClientContext } from './context.js';
import { hashed } from './hashing.js';
import { readObjectInfo } from './object-info.js';
import type { ObjectInfo } from './object-info.js';
import type { ObjectPlace } from './copy-object.js';

/** Which bytes; counted from 0, `end` exclusive, as in `slice`. A negative `start` counts from the end. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

/** How to download. */
export interface DownloadOptions {
  readonly range?: ByteRange;
}

/** An object on its way. */
export interface Download {
  /** Of the whole object, also where a range was asked for. */
  readonly info: ObjectInfo;
  /** To be read to its end, or left by `break`. Errors: `hash-mismatch`, `storage-unavailable`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** All of it, in memory. */
  bytes(): Promise<Buffer>;
  /** All of it, as UTF-8. */
  text(): Promise<string>;
}

/** @throws SignerError `not-found`; `invalid-request` for a range without bytes. */
export async function downloadObject(
  context: ClientContext,
  { container, name }: ObjectPlace,
  { range }: DownloadOptions,
  signal: AbortSignal,
): Promise<Download> {
  assertContainerName(container);
  assertObjectName(name);
  const answer = await context.stream(
    {
      method: 'GET',
      path: [container, name],
      headers: { ...(range && { range: rangeHeader(range) }) },
      doing: `read ${JSON.stringify(name)}`,
    },
    signal,
  );
  const info = readObjectInfo(answer.headers);
  // The ETag of a large object is no hash of its bytes; of a cluster that encrypts neither, but it says so by quotes.
  const whole = answer.status === 200 && !info.large && /^[0-9a-f]{32}$/.test(info.etag);
  const body = whole ? verified(answer.body, info, name) : answer.body;
  const bytes = async (): Promise<Buffer> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  return { info, body, bytes, text: async () => (await bytes()).toString('utf8') };
}

/** The file appears whole or not at all. */
export async function downloadTo(
  context: ClientContext,
  place: ObjectPlace,
  path: string,
  signal: AbortSignal,
): Promise<ObjectInfo> {
  const { info, body } = await downloadObject(context, place, {}, signal);
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.from(body), createWriteStream(partial), { signal });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return info;
}

/** HTTP counts the last byte in (RFC 9110 §14.1.2). */
function rangeHeader({ start, end }: ByteRange): string {
  if (start < 0 && end === undefined) return `bytes=${start}`;
  const empty = start < 0 || (end !== undefined && end <= start);
  if (!empty) return `bytes=${start}-${end === undefined ? '' : end - 1}`;
  throw new SignerError('invalid-request', `The range ${start} to ${end} has no bytes.`);
}

async function* verified(
  body: AsyncIterable<Uint8Array>,
  { etag, size }: ObjectInfo,
  name: string,
): AsyncGenerator<Uint8Array> {
  const passing = hashed(body);
  yield* passing.bytes;
  const seen = passing.result();
  if (seen.md5 === etag && seen.size === size) return;
  throw new SignerError('hash-mismatch', `What came of ${JSON.stringify(name)} has another hash.`);
}
