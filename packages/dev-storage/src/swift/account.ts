/**
 * Requests about an account: metadata (among it the TempURL keys) and the list of containers.
 *
 * @module
 */
import type { AccountNode, ContainerNode } from '../disk/tree.js';
import { answer, type Answer, type AnswerHeaders } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import { formatListingDate, formatTimestamp } from '../timestamp.js';
import { denial } from './auth.js';
import type { Context } from './context.js';
import { headerChanges } from './header-changes.js';
import { checkMetadata } from './limits.js';
import { checkLimit, listingType, renderListing, selectLines } from './listing.js';

/** Any method on an account. */
export async function handleAccount(
  context: Context,
  request: SwiftRequest,
  account: string,
): Promise<Answer> {
  const denied = denial(request, 'own');
  if (denied !== undefined) return denied;
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return readAccount(context, request, account);
    case 'POST': {
      const excess = checkMetadata(request.headers, 'account');
      if (excess !== undefined) return excess;
      await context.store.changeAccount(account, headerChanges(request.headers, 'account'));
      return answer(204);
    }
    default:
      // Creating and deleting accounts is for the operator's own users, of whom there are none here.
      return answer(403);
  }
}

function readAccount({ store }: Context, request: SwiftRequest, account: string): Answer {
  const excess = checkLimit(request.query);
  if (excess !== undefined) return excess;
  const node = store.account(account);
  const headers = describe(node, store.timestamps.next());
  if (request.method === 'HEAD') {
    const varies = request.query.has('format') ? {} : { Vary: 'Accept' };
    const type = `${listingType(request)}; charset=utf-8`;
    // An account that nothing was written to yet is answered 200 instead of 204 (measured).
    const status = node === undefined ? 200 : 204;
    return answer(status, { ...headers, ...varies, 'Content-Type': type });
  }
  const containers = node?.containers() ?? [];
  const lines = selectLines(containers, (item) => item.record.name, request.query);
  return renderListing(request, lines, headers, describeEntry);
}

function describe(node: AccountNode | undefined, now: number): AnswerHeaders {
  const containers = node?.containers() ?? [];
  const sum = (valueOf: (item: ContainerNode) => number): string =>
    String(containers.reduce((total, item) => total + valueOf(item), 0));
  return {
    'X-Account-Container-Count': String(containers.length),
    'X-Account-Object-Count': sum((item) => item.objectCount),
    'X-Account-Bytes-Used': sum((item) => item.bytesUsed),
    'X-Timestamp': formatTimestamp(node?.record.timestamp ?? now),
    ...node?.record.headers,
    'Accept-Ranges': 'bytes',
  };
}

function describeEntry(node: ContainerNode): { name: string } & Record<string, unknown> {
  return {
    name: node.record.name,
    count: node.objectCount,
    bytes: node.bytesUsed,
    last_modified: formatListingDate(node.record.modified),
  };
}
