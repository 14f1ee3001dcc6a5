/**
 * The bytes of a large object, one segment after another: each is opened when it is reached and closed when it is over,
 * so the memory and the files this takes do not depend on how large the object is.
 *
 * @module
 */
import { closeBody, collectBody, isStream, type Answer } from '../../http/answer.js';
import {
  BodyBrokenError,
  type Handler,
  type ResourceTarget,
  type SwiftRequest,
} from '../../http/exchange.js';
import { subrequest } from '../../http/subrequest.js';
import { targetBelow } from '../../http/target.js';
import type { ByteRange } from '../ranges.js';
import {
  extentOf,
  lengthOf,
  parseManifest,
  type ManifestEntry,
  type SegmentEntry,
} from './manifest.js';

/** How segments are read: in the name of whoever asks for the large object. */
export interface SegmentReader {
  readonly next: Handler;
  readonly request: SwiftRequest;
  /** The account of the segments. */
  readonly account: ResourceTarget;
}

/** Large objects may have large objects as segments, so deep. */
const MAX_DEPTH = 10;

/** Throws a {@linkcode BodyBrokenError} at a segment that is gone, forbidden or not what it was. */
export async function* readEntries(
  entries: readonly ManifestEntry[],
  range: ByteRange,
  reader: SegmentReader,
  depth = 1,
): AsyncGenerator<Uint8Array, void, undefined> {
  let offset = 0;
  for (const entry of entries) {
    if (offset >= range.end) return;
    const length = lengthOf(entry);
    const start = Math.max(0, range.start - offset);
    const end = Math.min(length, range.end - offset);
    offset += length;
    if (start >= end) continue;
    if ('data' in entry) {
      yield Buffer.from(entry.data, 'base64').subarray(start, end);
      continue;
    }
    const base = extentOf(entry).start;
    const part = { start: base + start, end: base + end };
    if (entry.sub_slo !== true) yield* readSegment(entry, part, reader);
    else if (depth >= MAX_DEPTH) throw new BodyBrokenError('invalid-segment');
    else yield* readEntries(await fetchManifest(entry, reader), part, reader, depth + 1);
  }
}

async function* readSegment(
  entry: SegmentEntry,
  range: ByteRange,
  reader: SegmentReader,
): AsyncGenerator<Uint8Array, void, undefined> {
  const isWhole = range.start === 0 && range.end === entry.bytes;
  const header = isWhole ? undefined : `bytes=${range.start}-${range.end - 1}`;
  const reply = await fetchObject(entry, reader, header);
  const { status, headers, body } = reply;
  try {
    const length = isStream(body) ? body.length : body.byteLength;
    const isSame = headers['Etag'] === entry.hash && (!isWhole || length === entry.bytes);
    if (status >= 300 || !isSame) throw new BodyBrokenError('invalid-segment');
    if (isStream(body)) yield* body.chunks();
    else yield body;
  } finally {
    await closeBody(reply);
  }
}

/** What is read now may be another manifest than the one that was checked; its segments must be what it says. */
async function fetchManifest(
  entry: SegmentEntry,
  reader: SegmentReader,
): Promise<readonly ManifestEntry[]> {
  const reply = await fetchObject(entry, reader);
  // A plain object has come in its place: it may be of any size.
  if (reply.largeObject === undefined) {
    await closeBody(reply);
    throw new BodyBrokenError('invalid-segment');
  }
  const entries = parseManifest(await collectBody(reply));
  if (entries === undefined) throw new BodyBrokenError('invalid-segment');
  return entries;
}

/** A segment as it is stored: of a manifest the manifest, so that the ETag is that of the bytes. */
function fetchObject(
  { name }: SegmentEntry,
  { next, request, account }: SegmentReader,
  range?: string,
): Promise<Answer> {
  return next(
    subrequest(request, {
      method: 'GET',
      target: targetBelow(account, name),
      query: { 'multipart-manifest': 'get' },
      headers: new Map(range === undefined ? [] : [['range', range]]),
    }),
  );
}
