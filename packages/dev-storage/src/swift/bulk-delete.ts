/**
 * `POST /v1/<account>?bulk-delete`: deletes a list of objects and empty containers, one percent-encoded name per line.
 *
 * Swift has this layer in front of temporary URLs and tokens: every name is a request of its own, which is authorised
 * by itself. So a page cannot use it by a signed URL, and its answers have no CORS headers (measured).
 *
 * @module
 */
import { answer, sentence, type Answer } from '../http/answer.js';
import { BodyBrokenError, type Handler, type Layer, type SwiftRequest } from '../http/exchange.js';
import { decodeUtf8, percentDecode, quote } from '../http/percent.js';
import { subrequest } from '../http/subrequest.js';
import { targetBelow } from '../http/target.js';
import { deleteAll, statusLine, type Doomed } from './deletion.js';
import { LIMITS } from './limits.js';

/** Swift reads so much at a time: the longest path it knows. */
const READ_BYTES = LIMITS.maxObjectNameLength + LIMITS.maxContainerNameLength + 2;

/** See the module comment. */
export function bulkDelete(): Layer {
  return (next) => async (request) => {
    const { method, query } = request;
    if (method === 'PUT' && query.has('extract-archive')) {
      return sentence(501, 'dev-storage cannot extract archives; upload the files one by one.');
    }
    if (!query.has('bulk-delete') || (method !== 'POST' && method !== 'DELETE')) {
      return next(request);
    }
    try {
      return await deleteAll(request, listDoomed(request), remover(next, request));
    } catch (error) {
      if (error instanceof BodyBrokenError) return answer(499);
      throw error;
    }
  };
}

function remover(next: Handler, request: SwiftRequest): (name: string) => Promise<Answer> {
  const { target } = request;
  return (name) => {
    const place = target.kind === 'resource' ? targetBelow(target, name) : target;
    return next(subrequest(request, { method: 'DELETE', target: place }));
  };
}

/** Objects first, then containers, which may be empty by then. */
async function* listDoomed(request: SwiftRequest): AsyncGenerator<Doomed> {
  const { headers, target } = request;
  if (target.kind !== 'resource') {
    yield { kind: 'stop', status: 404, reason: '' };
    return;
  }
  const type = headers.get('content-type');
  if (type && !type.startsWith('text/plain')) {
    yield { kind: 'stop', status: 406, reason: '' };
    return;
  }
  const isChunked = headers.get('transfer-encoding')?.toLowerCase() === 'chunked';
  if (!headers.has('content-length') && !isChunked) {
    yield { kind: 'stop', status: 411, reason: '' };
    return;
  }
  const lines = await readLines(request);
  if ('kind' in lines) {
    yield lines;
    return;
  }
  const names = lines.filter((line) => line.length > 0).map(toDoomed);
  const isObject = ({ quoted }: { readonly quoted: string }): boolean =>
    quoted.replace(/^\/+|\/+$/g, '').includes('/');
  yield* names.filter(isObject);
  yield* names.filter((name) => !isObject(name));
}

function toDoomed(bytes: Buffer): Exclude<Doomed, { kind: 'stop' }> {
  const name = decodeUtf8(bytes);
  const quoted = quote(bytes);
  return name === undefined || name.includes('\0')
    ? { kind: 'failed', quoted, status: 412, reason: statusLine(412) }
    : { kind: 'name', name, quoted };
}

type Stop = Extract<Doomed, { kind: 'stop' }>;

/**
 * The lines of the body, decoded. It is read as Swift does it, a piece at a time and the next one only when no line is
 * left, because that decides how long a line may be: somewhere between one and three pieces.
 */
async function readLines(request: SwiftRequest): Promise<readonly Buffer[] | Stop> {
  const lines: Buffer[] = [];
  let rest = Buffer.alloc(0);
  for await (const piece of pieces(request.body.chunks())) {
    rest = Buffer.concat([rest, piece]);
    if (rest.length > READ_BYTES * 2)
      return { kind: 'stop', status: 400, reason: 'Invalid File Name' };
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      lines.push(decodeLine(rest.subarray(0, end)));
      rest = rest.subarray(end + 1);
      if (lines.length > LIMITS.maxDeletesPerRequest) return tooMany();
    }
  }
  if (rest.length > 0) lines.push(decodeLine(rest));
  return lines.length > LIMITS.maxDeletesPerRequest ? tooMany() : lines;
}

function tooMany(): Stop {
  const reason = `Maximum Bulk Deletes: ${LIMITS.maxDeletesPerRequest} per request`;
  return { kind: 'stop', status: 413, reason };
}

function decodeLine(line: Buffer): Buffer {
  return percentDecode(line.toString('latin1').replace(/^[\s\v]+|[\s\v]+$/g, ''));
}

/** The same bytes in pieces of one size. */
async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (; rest.length >= READ_BYTES; rest = rest.subarray(READ_BYTES)) {
      yield rest.subarray(0, READ_BYTES);
    }
  }
  if (rest.length > 0) yield rest;
}
