/**
 * Container quotas (`X-Container-Meta-Quota-Bytes`, `-Count`). The refusal is made in front of the core and so has no
 * CORS headers; a chunked body says no length and is not held to the byte quota (both measured).
 *
 * @module
 */
import type { Store } from '../disk/store.js';
import { sentence } from '../http/answer.js';
import type { Layer } from '../http/exchange.js';
import { denial } from './auth.js';

/** See the module comment. */
export function containerQuota(store: Store): Layer {
  return (next) => async (request) => {
    const { target, method } = request;
    if (method !== 'PUT' || target.kind !== 'resource' || target.object === undefined) {
      return next(request);
    }
    const container = store.container(target.account, target.container ?? '');
    if (container === undefined) return next(request);
    const { headers } = container.record;
    const bytes = quotaOf(headers['X-Container-Meta-Quota-Bytes']);
    const count = quotaOf(headers['X-Container-Meta-Quota-Count']);
    const isOver =
      container.bytesUsed + (request.body.length ?? 0) > bytes || container.objectCount + 1 > count;
    if (!isOver) return next(request);
    return denial(request, 'write', container) ?? sentence(413, 'Upload exceeds quota.');
  };
}

function quotaOf(value: string | undefined): number {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : Infinity;
}
