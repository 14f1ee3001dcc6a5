/**
 * Container quotas (`X-Container-Meta-Quota-Bytes`, `-Count`). The refusal is made in front of the core and so has no
 * CORS headers; a chunked body says no length and is not held to the byte quota (both measured).
 *
 * @module
 */
import type { Store } from '../disk/store.js';
import { sentence, type Answer } from '../http/answer.js';
import type { Layer, SwiftRequest } from '../http/exchange.js';
import { denial } from './auth.js';

/** See the module comment. */
export function containerQuota(store: Store): Layer {
  return (next) => async (request) => {
    const { target, method } = request;
    if (target.kind !== 'resource' || target.container === undefined) return next(request);
    if (target.object === undefined) return checkSetting(request) ?? next(request);
    const container = store.container(target.account, target.container);
    if (method !== 'PUT' || container === undefined) return next(request);
    const { headers } = container.record;
    const bytes = quotaOf(headers['X-Container-Meta-Quota-Bytes']);
    const count = quotaOf(headers['X-Container-Meta-Quota-Count']);
    const isOver =
      container.bytesUsed + (request.body.length ?? 0) > bytes || container.objectCount + 1 > count;
    if (!isOver) return next(request);
    return denial(request, 'write', container) ?? sentence(413, 'Upload exceeds quota.');
  };
}

/** A quota that is being set must be a number. */
function checkSetting({ method, headers }: SwiftRequest): Answer | undefined {
  if (method !== 'PUT' && method !== 'POST') return undefined;
  const wrong = (['bytes', 'count'] as const).find(
    (kind) => !/^\d*$/.test(headers.get(`x-container-meta-quota-${kind}`) ?? ''),
  );
  return wrong === undefined ? undefined : sentence(400, `Invalid ${wrong} quota.`);
}

function quotaOf(value: string | undefined): number {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : Infinity;
}
