/**
 * The innermost handler, as Swift's proxy app: it checks the path, finds who handles the request, and adds the CORS
 * headers. What is answered in front of it (temporary URLs, quotas, …) has none.
 *
 * @module
 */
import { answer, sentence, type Answer } from '../http/answer.js';
import type { Handler, ResourceTarget, SwiftRequest, Target } from '../http/exchange.js';
import { handleAccount } from './account.js';
import { changeContainer, deleteContainer, readContainer } from './container.js';
import type { Context } from './context.js';
import { addCors, answerOptions } from './cors.js';
import { parseExpiry } from './expiry.js';
import { deleteObject, postObject } from './object-change.js';
import { putObject } from './object-put.js';
import { getObject, headObject } from './object-read.js';

const METHODS: readonly string[] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'];
const OBJECT_METHODS: readonly string[] = [...METHODS, 'COPY'];

/** See the module comment. */
export function core(context: Context): Handler {
  return async (request) => {
    const { target, method } = request;
    if (isUnstorable(target)) return sentence(412, 'Invalid UTF8 or contains NULL');
    if (target.kind !== 'resource') return sentence(412, 'Bad URL');
    if (target.version !== 'v1' && target.version !== 'v1.0') return answer(400);
    const container =
      target.container === undefined
        ? undefined
        : context.store.container(target.account, target.container);
    if (method === 'OPTIONS') {
      const methods = target.object === undefined ? METHODS : OBJECT_METHODS;
      return answerOptions(request, container, methods);
    }
    if (!METHODS.includes(method)) return answer(405, { Allow: METHODS.join(', ') });
    if (target.container === undefined) return handleAccount(context, request, target.account);
    if (method === 'POST' && target.object !== undefined) {
      // The one refusal of the core that has no CORS headers: of a PUT the same refusal has them (measured).
      const expiry = parseExpiry(request.headers, context.now());
      if (expiry.kind === 'refused') return expiry.answer;
    }
    const reply = await handle(context, request, { ...target, container: target.container });
    return addCors(reply, request, container);
  };
}

function isUnstorable(target: Target): boolean {
  if (target.kind === 'unreadable') return true;
  if (target.kind === 'other') return target.path.includes('\0');
  const { account, container = '', object = '' } = target;
  return [account, container, object].some((name) => name.includes('\0'));
}

async function handle(
  context: Context,
  request: SwiftRequest,
  target: ResourceTarget & { readonly container: string },
): Promise<Answer> {
  const { object, ...path } = target;
  if (object === undefined) {
    if (request.method === 'GET' || request.method === 'HEAD') {
      return readContainer(context, request, path);
    }
    if (request.method === 'DELETE') return deleteContainer(context, request, path);
    return changeContainer(context, request, path);
  }
  const place = { ...path, object };
  switch (request.method) {
    case 'GET':
      return getObject(context, request, place);
    case 'HEAD':
      return headObject(context, request, place);
    case 'PUT':
      return putObject(context, request, place);
    case 'POST':
      return postObject(context, request, place);
    default:
      return deleteObject(context, request, place);
  }
}
