/**
 * Static large objects: a manifest lists segments, and reading it gives them as one object. This layer is behind the one
 * that copies, which therefore reads large objects whole, and in front of the core, which stores manifests like any
 * other bytes. So a manifest is as durable as an object, and appears as suddenly.
 *
 * @module
 */
import { answer, sentence, type Answer } from '../../http/answer.js';
import {
  BodyBrokenError,
  type Handler,
  type Layer,
  type SwiftRequest,
} from '../../http/exchange.js';
import { objectTargetOf, type ObjectTarget } from '../../http/target.js';
import { readLargeObject } from './large-object-read.js';
import { deleteLargeObject } from './manifest-delete.js';
import { putManifest } from './manifest-put.js';

const RESERVED =
  'X-Static-Large-Object is a reserved header. To create a static large object add query param ' +
  'multipart-manifest=put.';

/** See the module comment. */
export function staticLargeObjects(): Layer {
  return (next) => async (request) => {
    const target = objectTargetOf(request.target);
    if (target === undefined) return next(request);
    try {
      return await handle(next, request, target);
    } catch (error) {
      if (error instanceof BodyBrokenError) return answer(499);
      throw error;
    }
  };
}

function handle(next: Handler, request: SwiftRequest, target: ObjectTarget): Promise<Answer> {
  const { method, query, headers } = request;
  const verb = query.get('multipart-manifest');
  if (method === 'GET' || method === 'HEAD') return readLargeObject(next, request, target);
  if (method === 'PUT' && verb === 'put') {
    const head: Handler = (segment) => readLargeObject(next, segment, target);
    return putManifest(next, head, request, target);
  }
  if (method === 'DELETE' && verb === 'delete') return deleteLargeObject(next, request, target);
  return headers.has('x-static-large-object')
    ? Promise.resolve(sentence(400, RESERVED))
    : next(request);
}
