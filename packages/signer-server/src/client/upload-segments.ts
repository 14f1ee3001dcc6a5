/**
 * A large object: segments in a container of their own, each verified, then the manifest, for which Swift looks at every
 * segment once more (Static Large Object). Until then nothing is visible; if it fails, the segments are deleted.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { mapBounded } from '../concurrency.js';
import { SignerError } from '../errors.js';
import { DEFAULT_TIMEOUT } from '../storage/swift/http.js';
import type { ClientContext } from './context.js';
import { deleteMany } from './delete-many.js';
import { hashed, md5OfText } from './hashing.js';
import { expiryHeaders, propertyHeaders } from './object-headers.js';
import { etagOf } from './object-info.js';
import { readAll } from './read-all.js';
import { splitStream } from './split-stream.js';
import type { UploadOptions } from './upload-object.js';
import type { SeekableContent, StreamContent } from './upload-source.js';

/** Where to, and how. */
export interface Target {
  readonly context: ClientContext;
  readonly container: string;
  readonly name: string;
  readonly options: UploadOptions;
}

/** What is stored now. */
export interface UploadedObject {
  /** MD5 of the bytes in hex; of a large object that of its segments' ETags. */
  readonly etag: string;
  readonly size: number;
  /** 0: the object has its bytes itself. */
  readonly segments: number;
}

interface Segment {
  readonly path: string;
  readonly etag: string;
  readonly size_bytes: number;
}

/** Milliseconds per segment; measured: 1.8. */
const SLOWEST_CHECK = 60;

const LANES = 4;

/** @param segmentSize - bytes. */
export async function uploadSegments(
  target: Target,
  content: SeekableContent | StreamContent,
  segmentSize: number,
  signal: AbortSignal,
): Promise<UploadedObject> {
  const { context, options } = target;
  const place = segmentPlace(target);
  await assertRoom(target, content, segmentSize, signal);
  await context.ask(
    { method: 'PUT', path: [place.container], doing: 'create the container of the segments' },
    signal,
  );
  // `X-Delete-After` counts from each request; segments must not go before their manifest.
  const expires = options.expires && fixed(options.expires, context.now());
  const put = segmentWriter(target, place, expires);
  const written = new Set<string>();
  try {
    const segments =
      content.kind === 'seekable'
        ? await putRanges(
            content,
            segmentSize,
            options.concurrency ?? LANES,
            async (bytes, size, i) => {
              written.add(place.nameOf(i));
              return put(bytes, i, size, signal);
            },
          )
        : await putPieces(content, segmentSize, async (bytes, i) => {
            written.add(place.nameOf(i));
            return put(bytes, i, undefined, signal);
          });
    const etag = await putManifest(
      { ...target, options: withExpiry(options, expires) },
      segments,
      signal,
    );
    const size = segments.reduce((sum, segment) => sum + segment.size_bytes, 0);
    return { etag, size, segments: segments.length };
  } catch (error) {
    // Also after the caller gave up; what cannot be deleted now is seen in the container of segments.
    const later = AbortSignal.timeout(DEFAULT_TIMEOUT);
    await deleteMany(context, place.container, [...written], later).catch(() => undefined);
    throw error;
  }
}

interface SegmentPlace {
  readonly container: string;
  nameOf(index: number): string;
}

/** `<name>/slo/<id>/00000000`: sorted by name they are in order, and no two uploads share one. */
function segmentPlace({ container, name, options }: Target): SegmentPlace {
  const id = randomUUID();
  return {
    container: options.segmentsContainer ?? `${container}_segments`,
    nameOf: (index) => `${name}/slo/${id}/${String(index).padStart(8, '0')}`,
  };
}

type PutSegment = (
  bytes: AsyncIterable<Uint8Array>,
  index: number,
  size: number | undefined,
  signal: AbortSignal,
) => Promise<Segment>;

function segmentWriter(
  { context, options }: Target,
  place: SegmentPlace,
  expires: { readonly at: Date } | undefined,
): PutSegment {
  let sent = 0;
  return async (bytes, index, size, signal) => {
    const passing = hashed(bytes, (length) => {
      options.onProgress?.((sent += length));
    });
    const answer = await context.stream(
      {
        method: 'PUT',
        path: [place.container, place.nameOf(index)],
        headers: {
          'content-type': 'application/octet-stream',
          ...(size !== undefined && { 'content-length': String(size) }),
          ...(expires && expiryHeaders(expires)),
        },
        body: passing.bytes,
        doing: `store segment ${index}`,
      },
      signal,
    );
    await readAll(answer.body);
    const { md5, size: stored } = passing.result();
    if (etagOf(answer.headers) !== md5) {
      throw new SignerError('hash-mismatch', `Storage has other bytes of segment ${index}.`);
    }
    return { path: `/${place.container}/${place.nameOf(index)}`, etag: md5, size_bytes: stored };
  };
}

async function putRanges(
  content: SeekableContent,
  segmentSize: number,
  lanes: number,
  put: (bytes: AsyncIterable<Uint8Array>, size: number, index: number) => Promise<Segment>,
): Promise<readonly Segment[]> {
  const count = Math.ceil(content.size / segmentSize);
  return mapBounded([...Array(count).keys()], lanes, (index) => {
    const start = index * segmentSize;
    const end = Math.min(start + segmentSize, content.size);
    return put(content.read(start, end), end - start, index);
  });
}

async function putPieces(
  content: StreamContent,
  segmentSize: number,
  put: (bytes: AsyncIterable<Uint8Array>, index: number) => Promise<Segment>,
): Promise<readonly Segment[]> {
  const pieces = splitStream(content.bytes, segmentSize);
  const segments: Segment[] = [];
  for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
    segments.push(await put(piece, segments.length));
  }
  return segments;
}

/** The ETag makes Swift compare the whole as well; the manifest itself has those of the parts. */
async function putManifest(
  { context, container, name, options }: Target,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<string> {
  const etag = md5OfText(segments.map((segment) => segment.etag).join(''));
  await context.ask(
    {
      method: 'PUT',
      path: [container, name],
      query: { 'multipart-manifest': 'put' },
      headers: {
        ...propertyHeaders(options),
        etag,
        ...(options.ifAbsent && { 'if-none-match': '*' }),
      },
      body: JSON.stringify(segments),
      doing: `put ${JSON.stringify(name)} together`,
      timeout: DEFAULT_TIMEOUT + segments.length * SLOWEST_CHECK,
    },
    signal,
  );
  return etag;
}

/** Better now than after an hour of sending. */
async function assertRoom(
  { context, name }: Target,
  content: SeekableContent | StreamContent,
  segmentSize: number,
  signal: AbortSignal,
): Promise<void> {
  const { slo } = await context.info(signal);
  if (!slo) {
    throw new SignerError(
      'too-large',
      `${JSON.stringify(name)} needs segments, and this cluster has no Static Large Objects.`,
    );
  }
  const count = content.kind === 'seekable' ? Math.ceil(content.size / segmentSize) : 1;
  if (count <= slo.maxSegments) return;
  throw new SignerError(
    'too-large',
    `${JSON.stringify(name)} would have ${count} segments of at most ${slo.maxSegments}: use larger ones.`,
  );
}

function fixed(expires: NonNullable<UploadOptions['expires']>, now: number): { readonly at: Date } {
  return 'at' in expires ? expires : { at: new Date(now + expires.afterSeconds * 1000) };
}

function withExpiry(
  options: UploadOptions,
  expires: { readonly at: Date } | undefined,
): UploadOptions {
  return expires ? { ...options, expires } : options;
}
