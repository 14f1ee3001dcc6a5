/**
 * GET and HEAD of an object.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ObjectRecord } from '../disk/records.js';
import type { ObjectPath } from '../disk/store-types.js';
import { answer, withHeaders, type Answer, type BodyStream } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import { denial } from './auth.js';
import { conditionalStatus } from './conditions.js';
import type { Context } from './context.js';
import { isExpired } from './expiry.js';
import { describeObject } from './object-headers.js';
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
  };
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
  if (reply.body instanceof Uint8Array) await handle.close();
  return reply;
}

/** The answer to a conditional request whose condition says that nothing is to be sent. */
function checkConditions(request: SwiftRequest, object: ObjectRecord): Answer | undefined {
  const status = conditionalStatus(request.headers, object);
  if (status === undefined) return undefined;
  const {
    'Accept-Ranges': ranges = '',
    'Content-Type': type = '',
    ...rest
  } = describeObject(object);
  if (status === 304)
    return answer(304, { ...rest, 'Accept-Ranges': ranges, 'Content-Type': type });
  // Swift's 412 of a read keeps the object's headers but for these two, and has no body (measured).
  return { ...answer(412, rest), body: EMPTY };
}

function selectAnswer(request: SwiftRequest, object: ObjectRecord, handle: FileHandle): Answer {
  const headers = describeObject(object);
  const unmet = checkConditions(request, object);
  if (unmet !== undefined) return unmet;
  const selection = parseRanges(request.headers.get('range'), object.size);
  if (selection.kind === 'unsatisfiable') {
    return withHeaders(answer(416), { ...headers, 'Content-Range': `bytes */${object.size}` });
  }
  if (selection.kind === 'none') {
    const all = { start: 0, end: object.size };
    return { status: 200, headers, body: streamOf(handle, [{ before: EMPTY, range: all }], EMPTY) };
  }
  const [range, ...more] = selection.ranges;
  if (range !== undefined && more.length === 0) {
    return {
      status: 206,
      headers: { ...headers, 'Content-Range': contentRange(range, object.size) },
      body: streamOf(handle, [{ before: EMPTY, range }], EMPTY),
    };
  }
  return multipart(object, handle, selection.ranges);
}

/** Several ranges in one answer (RFC 9110 §14.6). */
function multipart(object: ObjectRecord, handle: FileHandle, ranges: readonly ByteRange[]): Answer {
  const boundary = randomBytes(16).toString('hex');
  const parts = ranges.map((range, index) => ({
    before: Buffer.from(
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${object.contentType}\r\n` +
        `Content-Range: ${contentRange(range, object.size)}\r\n\r\n`,
      'latin1',
    ),
    range,
  }));
  return {
    status: 206,
    headers: {
      ...describeObject(object),
      'Content-Type': `multipart/byteranges;boundary=${boundary}`,
    },
    body: streamOf(handle, parts, Buffer.from(`\r\n--${boundary}--`)),
  };
}

interface Part {
  readonly before: Uint8Array;
  readonly range: ByteRange;
}

function streamOf(handle: FileHandle, parts: readonly Part[], after: Uint8Array): BodyStream {
  const length = parts.reduce(
    (sum, { before, range }) => sum + before.byteLength + range.end - range.start,
    after.byteLength,
  );
  return {
    length,
    async *chunks(): AsyncGenerator<Uint8Array> {
      for (const { before, range } of parts) {
        if (before.byteLength > 0) yield before;
        yield* readRange(handle, range);
      }
      if (after.byteLength > 0) yield after;
    },
    close: () => handle.close(),
  };
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

function contentRange(range: ByteRange, size: number): string {
  return `bytes ${range.start}-${range.end - 1}/${size}`;
}
