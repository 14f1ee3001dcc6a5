/**
 * The store of limits that the settings ask for. The Redis client is loaded here and only when there is a `REDIS_URL`:
 * whoever runs one signer need not have it.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { Log } from '../log/log.js';
import { memoryStore } from './store.js';
import type { LimitStore } from './store.js';

/**
 * @param redisUrl - none: counts stay in this process
 * @throws SignerError `invalid-option` if the client is not installed.
 */
export async function openLimitStore(redisUrl: string | undefined, log: Log): Promise<LimitStore> {
  if (redisUrl === undefined) return memoryStore();
  const { redisStore } = await loadRedisStore();
  return redisStore({
    url: redisUrl,
    onChange: (state, reason) => {
      log({
        time: new Date().toISOString(),
        level: state === 'down' ? 'error' : 'info',
        event: 'limits',
        requestId: '-',
        route: '-',
        detail:
          state === 'down'
            ? `Redis does not answer (${reason}); until it does, this replica counts for itself.`
            : 'Redis answers again; limits are shared by all replicas.',
      });
    },
  });
}

async function loadRedisStore(): Promise<typeof import('./redis-store.js')> {
  try {
    return await import('./redis-store.js');
  } catch (cause) {
    const missing =
      cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND';
    if (!missing) throw cause;
    throw new SignerError(
      'invalid-option',
      'REDIS_URL is set, but its client is not installed: npm install @redis/client.',
      { cause },
    );
  }
}
