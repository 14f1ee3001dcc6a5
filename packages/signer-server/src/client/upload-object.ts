/**
 * Uploads an object, in one PUT or in segments with a manifest, and believes nothing but the hash: what can be read twice
 * is hashed first, so that Swift refuses other bytes before they are visible; of a stream the answer is compared.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { assertContainerName, assertObjectName } from '../names/object-name.js';
import type { ClientContext } from './context.js';
import { hashed, md5Of } from './hashing.js';
import { propertyHeaders } from './object-headers.js';
import type { ObjectProperties } from './object-headers.js';
import { etagOf } from './object-info.js';
import { readAll } from './read-all.js';
import { sourceGuard } from './source-guard.js';
import { uploadSegments } from './upload-segments.js';
import type { Target, UploadedObject } from './upload-segments.js';
import { contentOf } from './upload-source.js';
import type { SeekableContent, UploadSource } from './upload-source.js';

/** How to upload. */
export interface UploadOptions extends ObjectProperties {
  /** Refuses (`conflict`) if there is an object of this name. Of two uploads at once both may get through. */
  readonly ifAbsent?: boolean;
  /** MD5 in hex that the bytes must have; saves the reading beforehand. */
  readonly md5?: string;
  /** Bytes of a stream, if they are known: it then goes in one PUT where that is enough. */
  readonly size?: number;
  /** Bytes per segment, and above which there are segments. Default: 5 GiB, the most that one PUT takes; 1 GiB of a stream. */
  readonly segmentSize?: number;
  /** Segments sent at once; default 4. Those of a stream go one by one. */
  readonly concurrency?: number;
  /** Default: `<container>_segments`; it is created where it is missing. */
  readonly segmentsContainer?: string;
  /** Called with the bytes sent so far. */
  readonly onProgress?: (sent: number) => void;
}

/** A stream of unknown length is cut into these: each may have to be sent within one request. */
const STREAM_SEGMENT = 1024 ** 3;
const MAX_SEGMENT = 5 * 1024 ** 3;

/** @throws SignerError `hash-mismatch`, `conflict`, `quota`, `not-found` (no such container) among others. */
export async function uploadObject(
  context: ClientContext,
  container: string,
  name: string,
  [source, options]: readonly [UploadSource, UploadOptions],
  signal: AbortSignal,
): Promise<UploadedObject> {
  assertContainerName(container);
  assertObjectName(name);
  const guard = sourceGuard();
  const content = guard.over(await contentOf(source));
  const { maxFileSize } = await context.info(signal);
  const most = Math.min(options.segmentSize ?? MAX_SEGMENT, maxFileSize, MAX_SEGMENT);
  const size = content.kind === 'seekable' ? content.size : options.size;
  const target = { context, container, name, options };
  try {
    if (size !== undefined && size <= most) {
      return await putWhole(
        target,
        content.kind === 'seekable' ? content : content.bytes,
        size,
        signal,
      );
    }
    const segmentSize =
      size === undefined ? Math.min(most, options.segmentSize ?? STREAM_SEGMENT) : most;
    return await uploadSegments(target, content, segmentSize, signal);
  } catch (error) {
    throw guard.causeOf(error);
  }
}

async function putWhole(
  target: Target,
  content: SeekableContent | AsyncIterable<Uint8Array>,
  size: number,
  signal: AbortSignal,
): Promise<UploadedObject> {
  const { context, container, name, options } = target;
  const seekable = 'kind' in content;
  const bytes = seekable ? content.read(0, size) : content;
  const expected = options.md5 ?? (seekable ? await md5Of(bytes, signal) : undefined);
  let sent = 0;
  const passing = hashed(bytes, (length) => {
    options.onProgress?.((sent += length));
  });
  const answer = await context.stream(
    {
      method: 'PUT',
      path: [container, name],
      headers: {
        ...propertyHeaders(options),
        'content-length': String(size),
        ...(expected !== undefined && { etag: expected.toLowerCase() }),
        ...(options.ifAbsent && { 'if-none-match': '*' }),
      },
      body: size === 0 ? '' : passing.bytes,
      doing: `store ${JSON.stringify(name)}`,
    },
    signal,
  );
  await readAll(answer.body);
  const etag = etagOf(answer.headers);
  if (size > 0 && etag !== passing.result().md5) {
    throw new SignerError('hash-mismatch', `Storage has other bytes of ${JSON.stringify(name)}.`);
  }
  return { etag, size, segments: 0 };
}
