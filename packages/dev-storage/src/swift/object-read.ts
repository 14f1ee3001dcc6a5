/**
 * GET and HEAD of an object. Of a static large object this is the manifest, which the layer in front turns into what it
 * stands for.
 *
 * @module
 */
import type { FileHandle } from 'node:fs/promises';
import type { ObjectRecord } from '../disk/records.js';
import type { ObjectPath } from '../disk/store-types.js';
import { answer, isStream, type Answer } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import { denial } from './auth.js';
import { conditionalStatus } from './conditions.js';
import type { Context } from './context.js';
import { isExpired } from './expiry.js';
import { describeObject } from './object-headers.js';
import { rangedAnswer, type ByteSource } from './ranged-answer.js';
import { parseRanges, type ByteRange } from './ranges.js';

const EMPTY = new Uint8Array(0);
const CHUNK_BYTES = 256 * 1024;

/** HEAD: no range, no body. */
export function headObject(context: Context, request: SwiftRequest, path: ObjectPath): Answer {
  const container = context.store.container(path.account, path.container);
  const denied = denial(request, 'read', container);
  if (denied !== undefined) return denied;
  const object = container?.object(path.object);
  if (object === undefined || isExpired(object, context.now())) return answer(404);
  const headers = describeObject(object);
  const unmet = checkConditions(request, object);
  if (unmet !== undefined) return unmet;
  return {
    status: 200,
    headers: { ...headers, 'Content-Length': String(object.size) },
    body: EMPTY,
    ...markOf(object),
  };
}

/** Whether a request is about a manifest as such and not about what it stands for. */
export function isForManifest({ query }: SwiftRequest): boolean {
  return query.get('multipart-manifest') === 'get';
}

/** GET: whole, or in ranges. */
export async function getObject(
  context: Context,
  request: SwiftRequest,
  path: ObjectPath,
): Promise<Answer> {
  const denied = denial(request, 'read', context.store.container(path.account, path.container));
  if (denied !== undefined) return denied;
  const found = await context.store.read(path);
  if (found === undefined) return answer(404);
  const { record, handle } = found;
  const reply = isExpired(record, context.now())
    ? answer(404)
    : selectAnswer(request, record, handle);
  // Only a stream closes the handle later, when it has been sent.
  if (!isStream(reply.body)) await handle.close();
  return reply;
}

/** The answer to a conditional request whose condition says that nothing is to be sent. */
function checkConditions(request: SwiftRequest, object: ObjectRecord): Answer | undefined {
  const { etag, largeObject, modified } = object;
  const isWhole = largeObject !== undefined && !isForManifest(request);
  const version = { etag: isWhole ? largeObject.etag : etag, modified };
  const status = conditionalStatus(request.headers, version);
  if (status === undefined) return undefined;
  const {
    'Accept-Ranges': ranges = '',
    'Content-Type': type = '',
    ...rest
  } = describeObject(object);
  if (status === 304) {
    const headers = { ...rest, 'Accept-Ranges': ranges, 'Content-Type': type };
    return { ...answer(304, headers), ...markOf(object) };
  }
  // Swift's 412 of a read keeps the object's headers but for these two, and has no body (measured).
  return { ...answer(412, rest), body: EMPTY, ...markOf(object) };
}

function selectAnswer(request: SwiftRequest, object: ObjectRecord, handle: FileHandle): Answer {
  const unmet = checkConditions(request, object);
  if (unmet !== undefined) return unmet;
  const { size, contentType, largeObject } = object;
  const entity = { headers: describeObject(object), size, contentType };
  // A range of a large object counts its own bytes, not those of its manifest, which is needed whole.
  const isWhole = largeObject !== undefined && !isForManifest(request);
  const range = isWhole ? undefined : request.headers.get('range');
  const reply = rangedAnswer(entity, parseRanges(range, size), sourceOf(handle));
  return { ...reply, ...markOf(object) };
}

function markOf({ largeObject }: ObjectRecord): Pick<Answer, 'largeObject'> {
  return largeObject === undefined ? {} : { largeObject };
}

function sourceOf(handle: FileHandle): ByteSource {
  return { read: (range) => readRange(handle, range), close: () => handle.close() };
}

async function* readRange(handle: FileHandle, range: ByteRange): AsyncGenerator<Uint8Array> {
  let position = range.start;
  while (position < range.end) {
    const length = Math.min(CHUNK_BYTES, range.end - position);
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafe(length),
      0,
      length,
      position,
    );
    if (bytesRead === 0) throw new Error('blob is shorter than its record says');
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
