/**
 * PUT of an object: checks, then bytes to disk, then the switch.
 *
 * @module
 */
import { isErrno } from '../disk/blobs.js';
import type { ObjectPath, ObjectWrite } from '../disk/store-types.js';
import { answer, plain, sentence, withHeaders, type Answer } from '../http/answer.js';
import { BodyBrokenError, type SwiftRequest } from '../http/exchange.js';
import { decodeUtf8 } from '../http/percent.js';
import { formatHttpDate } from '../timestamp.js';
import { denial } from './auth.js';
import type { Context } from './context.js';
import { isExpired, parseExpiry, type Expiry } from './expiry.js';
import { characterCount, checkMetadata, LIMITS } from './limits.js';
import { guessMediaType } from './media-type.js';
import { keptHeaders } from './object-headers.js';

/** Stores the request's body as an object. */
export async function putObject(
  context: Context,
  request: SwiftRequest,
  path: ObjectPath,
): Promise<Answer> {
  // Read once, now: `X-Delete-After` counts from the start of the request, however long the body takes.
  const expiry = parseExpiry(request.headers, context.now());
  const refusal = checkPut(context, request, path, expiry);
  if (refusal !== undefined) return refusal;
  let write: ObjectWrite | undefined;
  try {
    write = await context.store.beginWrite(path);
    return await receive(context, request, { path, write, deleteAt: secondsOf(expiry) });
  } catch (error) {
    await write?.blob.discard();
    if (error instanceof BodyBrokenError) return answer(499);
    // Swift's object server says 507 to its proxy, which says 503 to the client (measured).
    if (isErrno(error, 'ENOSPC') || isErrno(error, 'EDQUOT')) return answer(503);
    throw error;
  } finally {
    write?.end();
  }
}

/** Swift's order: what is wrong with the request is said before anything about the object. */
function checkPut(
  context: Context,
  request: SwiftRequest,
  path: ObjectPath,
  expiry: Expiry,
): Answer | undefined {
  const { headers, body } = request;
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined && noneMatch.trim() !== '*') {
    return plain(400, 'If-None-Match only supports *');
  }
  const container = context.store.container(path.account, path.container);
  const denied = denial(request, 'write', container);
  if (denied !== undefined) return denied;
  if (container === undefined) return answer(404);
  if ((body.length ?? 0) > context.maxFileSize) return plain(413, 'Your request is too large.');
  if (body.length === undefined && !headers.has('transfer-encoding')) {
    return plain(411, 'Missing Content-Length header.');
  }
  const length = characterCount(path.object);
  if (length > LIMITS.maxObjectNameLength) {
    return plain(400, `Object name length of ${length} longer than ${LIMITS.maxObjectNameLength}`);
  }
  if (expiry.kind === 'refused') return expiry.answer;
  const malformed = checkContentType(headers.get('content-type'));
  if (malformed !== undefined) return malformed;
  const excess = checkMetadata(headers, 'object');
  if (excess !== undefined) return excess;
  const old = container.object(path.object);
  const exists = old !== undefined && !isExpired(old, context.now());
  return noneMatch !== undefined && exists ? answer(412) : undefined;
}

function checkContentType(value: string | undefined): Answer | undefined {
  if (value === undefined) return undefined;
  if (decodeUtf8(Buffer.from(value, 'latin1')) === undefined) {
    return plain(400, 'Invalid Content-Type');
  }
  return /;\s*swift_/i.test(value)
    ? sentence(400, 'Invalid Content-Type, swift_* is not a valid parameter name.')
    : undefined;
}

function secondsOf(expiry: Expiry): number | undefined {
  return expiry.kind === 'at' ? expiry.seconds : undefined;
}

interface Reception {
  readonly path: ObjectPath;
  readonly write: ObjectWrite;
  readonly deleteAt: number | undefined;
}

async function receive(
  context: Context,
  request: SwiftRequest,
  { path, write, deleteAt }: Reception,
): Promise<Answer> {
  for await (const chunk of request.body.chunks()) {
    await write.blob.write(chunk);
    // A chunked body says its size only by ending; what it may not be is known before that.
    if (write.blob.size > context.maxFileSize) {
      await write.blob.discard();
      return answer(413);
    }
  }
  const { headers } = request;
  const expected = headers
    .get('etag')
    ?.trim()
    .replace(/^"(.*)"$/, '$1');
  const blob = await write.blob.finish();
  const modified = { 'Last-Modified': formatHttpDate(write.timestamp) };
  if (expected && expected !== blob.md5) {
    await context.store.drop(blob.id);
    return answer(422, modified);
  }
  const outcome = await context.store.commit(path, {
    name: path.object,
    timestamp: write.timestamp,
    modified: write.timestamp,
    contentType: headers.get('content-type') || guessMediaType(path.object),
    size: blob.size,
    etag: blob.md5,
    blob: blob.id,
    ...(deleteAt === undefined ? {} : { deleteAt }),
    ...(request.largeObject === undefined ? {} : { largeObject: request.largeObject }),
    headers: keptHeaders(headers),
  });
  if (outcome === 'container-gone') return answer(404);
  // A write that was overtaken is answered like any other: a 201 is no proof of visibility in Swift (measured).
  return withHeaders(answer(201), { 'Content-Length': '0', Etag: blob.md5, ...modified });
}
