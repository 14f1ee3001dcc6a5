/**
 * Refuses what Swift has and this storage does not, where ignoring it would store something else than what was meant.
 *
 * @module
 */
import { plain } from '../http/answer.js';
import type { Layer } from '../http/exchange.js';
import { objectTargetOf } from '../http/target.js';

const HEADERS = {
  'x-object-manifest': 'dynamic large objects; use a static one (?multipart-manifest=put)',
  'x-symlink-target': 'symbolic links; copy the object instead',
} as const;

/** See the module comment. Reads and deletions never ask for such things. */
export function unsupported(): Layer {
  return (next) => async (request) => {
    const { method, headers, target } = request;
    if (objectTargetOf(target) === undefined) return next(request);
    if (method !== 'PUT' && method !== 'POST') return next(request);
    const found = Object.entries(HEADERS).find(([name]) => headers.has(name));
    return found === undefined ? next(request) : plain(501, `dev-storage has no ${found[1]}.`);
  };
}
