/**
 * GET and HEAD of an object that may be large: the core gives the manifest, and here it becomes what it stands for.
 *
 * @module
 */
import type { LargeObject } from '../../disk/records.js';
import { answer, collectBody, isStream, withHeaders, type Answer } from '../../http/answer.js';
import {
  BodyBrokenError,
  type Handler,
  type ResourceTarget,
  type SwiftRequest,
} from '../../http/exchange.js';
import { isForManifest } from '../object-read.js';
import { rangedAnswer, type ByteSource } from '../ranged-answer.js';
import { parseRanges, type ByteRange } from '../ranges.js';
import { md5, parseManifest, toRaw, type ManifestEntry } from './manifest.js';
import { readEntries, type SegmentReader } from './segments.js';

/** Answers like `next`, but for large objects. @param account where the segments are */
export async function readLargeObject(
  next: Handler,
  request: SwiftRequest,
  account: ResourceTarget,
): Promise<Answer> {
  const reply = await next(request);
  const { largeObject, headers, status } = reply;
  if (largeObject === undefined) return reply;
  if (isForManifest(request)) return showManifest(request, reply);
  const shown = withHeaders(reply, {
    'X-Manifest-Etag': headers['Etag'] ?? '',
    Etag: `"${largeObject.etag}"`,
  });
  if (status !== 200) return shown;
  if (request.method === 'HEAD') {
    return withHeaders(shown, { 'Content-Length': String(largeObject.size) });
  }
  const entries = parseManifest(await collectBody(reply)) ?? [];
  return open(request, shown, largeObject, entries, { next, request, account });
}

/** `?multipart-manifest=get`: the manifest itself, as it is stored or (`format=raw`) as it was sent. */
async function showManifest(request: SwiftRequest, reply: Answer): Promise<Answer> {
  if (reply.status >= 300) return reply;
  if (request.query.get('format') !== 'raw' || request.method === 'HEAD' || reply.status !== 200) {
    return withHeaders(reply, { 'Content-Type': 'application/json; charset=utf-8' });
  }
  const body = toRaw(parseManifest(await collectBody(reply)) ?? []);
  return { ...withHeaders(reply, { Etag: md5(body) }), body };
}

/**
 * The answer to a GET. The first segment it needs is opened before there is a status, so that one which is gone or
 * changed becomes a 409; a later one can only break the connection off (both measured).
 */
async function open(
  request: SwiftRequest,
  shown: Answer,
  { size }: LargeObject,
  entries: readonly ManifestEntry[],
  reader: SegmentReader,
): Promise<Answer> {
  const selection = parseRanges(request.headers.get('range'), size);
  const ranges = selection.kind === 'some' ? selection.ranges : [];
  const source = await openSource(entries, ranges[0] ?? { start: 0, end: size }, reader);
  if (source === undefined) return answer(409);
  const contentType = shown.headers['Content-Type'] ?? '';
  const reply = rangedAnswer({ headers: shown.headers, size, contentType }, selection, source);
  if (!isStream(reply.body)) await source.close();
  return { ...shown, ...reply };
}

/** A source whose range `first` has been begun; `undefined` if its first segment cannot be had. */
async function openSource(
  entries: readonly ManifestEntry[],
  first: ByteRange,
  reader: SegmentReader,
): Promise<ByteSource | undefined> {
  const bytes = readEntries(entries, first, reader);
  let begun: IteratorResult<Uint8Array, void> | undefined;
  try {
    begun = await bytes.next();
  } catch (error) {
    if (error instanceof BodyBrokenError) return undefined;
    throw error;
  }
  return {
    async *read(range) {
      // The first range that is asked for is the one that was begun.
      const head = begun;
      begun = undefined;
      if (head === undefined) yield* readEntries(entries, range, reader);
      else if (head.done !== true) {
        yield head.value;
        yield* bytes;
      }
    },
    close: async () => {
      await bytes.return();
    },
  };
}
