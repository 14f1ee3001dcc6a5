/**
 * POST (new metadata) and DELETE of an object.
 *
 * @module
 */
import type { ObjectPath } from '../disk/store-types.js';
import { answer, sentence, type Answer } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import { denial } from './auth.js';
import type { Context } from './context.js';
import { isExpired, parseExpiry } from './expiry.js';
import { checkMetadata } from './limits.js';
import { keptHeaders } from './object-headers.js';

/**
 * Replaces an object's metadata. Whatever is not sent again is dropped, `X-Delete-At` included; the content type and
 * the ETag stay (measured).
 */
export async function postObject(
  context: Context,
  request: SwiftRequest,
  path: ObjectPath,
): Promise<Answer> {
  const { headers } = request;
  const container = context.store.container(path.account, path.container);
  const expiry = parseExpiry(headers, context.now());
  if (expiry.kind === 'refused') return expiry.answer;
  const failure = checkMetadata(headers, 'object') ?? denial(request, 'write', container);
  if (failure !== undefined) return failure;
  const now = context.now();
  const old = container?.object(path.object);
  if (old === undefined || isExpired(old, now)) return answer(404);
  const changed = await context.store.replaceHeaders(path, (record) => ({
    ...record,
    modified: context.store.timestamps.next(),
    contentType: headers.get('content-type') || record.contentType,
    deleteAt: expiry.kind === 'at' ? expiry.seconds : undefined,
    headers: keptHeaders(headers),
  }));
  return answer(changed ? 202 : 404);
}

/**
 * Deletes an object. One that is expired is answered 404, and is gone all the same. `X-If-Delete-At` makes it depend on
 * the object's expiry still being that (measured).
 */
export async function deleteObject(
  context: Context,
  request: SwiftRequest,
  path: ObjectPath,
): Promise<Answer> {
  const container = context.store.container(path.account, path.container);
  const denied = denial(request, 'write', container);
  if (denied !== undefined) return denied;
  const old = container?.object(path.object);
  const wasVisible = old !== undefined && !isExpired(old, context.now());
  const condition = request.headers.get('x-if-delete-at');
  if (condition === undefined) {
    const deleted = await context.store.deleteObject(path);
    return answer(deleted && wasVisible ? 204 : 404);
  }
  if (!/^\s*[+-]?\d+\s*$/.test(condition)) return sentence(400, 'Bad X-If-Delete-At header value');
  if (old === undefined) return answer(404);
  const isMet = old.deleteAt === Number(condition) && (await context.store.deleteObject(path, old));
  if (!isMet) return sentence(412, 'X-If-Delete-At and X-Delete-At do not match');
  return answer(wasVisible ? 204 : 404);
}
