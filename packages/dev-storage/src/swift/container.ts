/**
 * Requests about a container: create, describe, list, change, delete.
 *
 * @module
 */
import type { ObjectRecord } from '../disk/records.js';
import type { ContainerNode } from '../disk/tree.js';
import { answer, sentence, type Answer, type AnswerHeaders } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import { formatHttpDate, formatListingDate, formatTimestamp } from '../timestamp.js';
import { denial } from './auth.js';
import type { Context } from './context.js';
import { headerChanges } from './header-changes.js';
import { characterCount, checkMetadata, LIMITS } from './limits.js';
import { checkLimit, listingType, renderListing, selectLines } from './listing.js';

/** Where a container lives. */
export interface ContainerPath {
  readonly account: string;
  readonly container: string;
}

const SETTABLE = ['x-container-read', 'x-container-write'];

/** GET and HEAD. */
export function readContainer(
  context: Context,
  request: SwiftRequest,
  path: ContainerPath,
): Answer {
  const node = context.store.container(path.account, path.container);
  const denied = denial(request, 'list', node);
  if (denied !== undefined) return denied;
  if (node === undefined) return answer(404);
  const excess = checkLimit(request.query);
  if (excess !== undefined) return excess;
  const headers = describe(node, request);
  if (request.method === 'HEAD') {
    const varies = request.query.has('format') ? {} : { Vary: 'Accept' };
    const type = `${listingType(request)}; charset=utf-8`;
    return answer(204, { ...headers, ...varies, 'Content-Type': type });
  }
  const lines = selectLines(node.objects(), (object) => object.name, request.query);
  return renderListing(request, lines, headers, describeEntry);
}

/** PUT and POST. */
export async function changeContainer(
  context: Context,
  request: SwiftRequest,
  path: ContainerPath,
): Promise<Answer> {
  const { headers, method } = request;
  const node = context.store.container(path.account, path.container);
  const failure = denial(request, 'own') ?? checkMetadata(headers, 'container');
  if (failure !== undefined) return failure;
  const length = characterCount(path.container);
  if (length > LIMITS.maxContainerNameLength) {
    const limit = LIMITS.maxContainerNameLength;
    return sentence(400, `Container name length of ${length} longer than ${limit}`);
  }
  if (method === 'POST' && node === undefined) return answer(404);
  const changes = headerChanges(headers, 'container', SETTABLE);
  const outcome = await context.store.putContainer(path.account, path.container, changes);
  if (method === 'POST') return answer(204);
  return answer(outcome === 'created' ? 201 : 202);
}

/** DELETE: only an empty container goes. */
export async function deleteContainer(
  context: Context,
  request: SwiftRequest,
  path: ContainerPath,
): Promise<Answer> {
  const denied = denial(request, 'own');
  if (denied !== undefined) return denied;
  const outcome = await context.store.deleteContainer(path.account, path.container);
  const statuses = { deleted: 204, 'not-empty': 409, absent: 404 } as const;
  return answer(statuses[outcome]);
}

/** Keys and other metadata are shown to the account's own users, not to readers by ACL (measured for keys). */
function describe(node: ContainerNode, { caller }: SwiftRequest): AnswerHeaders {
  const { record } = node;
  const isOwner = caller.kind !== 'anonymous';
  const shown = Object.entries(record.headers).filter(
    ([name]) => isOwner || !/^X-Container-(Meta-Temp-Url-Key|Read|Write)/.test(name),
  );
  return {
    'X-Container-Object-Count': String(node.objectCount),
    'X-Container-Bytes-Used': String(node.bytesUsed),
    'X-Timestamp': formatTimestamp(record.timestamp),
    ...Object.fromEntries(shown),
    'Last-Modified': formatHttpDate(record.modified),
    'Accept-Ranges': 'bytes',
    'X-Storage-Policy': 'gold',
  };
}

/** Of a large object `bytes` are all of it and `hash` is that of its manifest (measured). */
function describeEntry(object: ObjectRecord): { name: string } & Record<string, unknown> {
  return {
    bytes: object.largeObject?.size ?? object.size,
    hash: object.etag,
    name: object.name,
    content_type: object.contentType,
    last_modified: formatListingDate(object.modified),
    ...(object.largeObject === undefined ? {} : { slo_etag: `"${object.largeObject.etag}"` }),
  };
}
