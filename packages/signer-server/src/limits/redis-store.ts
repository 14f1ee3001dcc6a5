/**
 * Counts shared by all replicas, in Redis or Valkey. When it cannot be asked, each replica goes on counting for itself:
 * nobody is refused because of it, and nobody is without limits. See `docs/decisions/0010-limits.md`.
 *
 * @module
 */
import { createClient } from '@redis/client';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Rate } from './rate.js';
import { flexibleCounter, memoryStore } from './store.js';
import type { Counter, LimitStore } from './store.js';

/** Milliseconds an answer may take; a healthy one takes less than one. */
const PATIENCE = 500;
const TICKS = 10;
/** Milliseconds between attempts to connect again. */
const RECONNECT = 1_000;

/** Where it is, and who wants to know how it is. */
export interface RedisStoreOptions {
  /** `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
  readonly url: string;
  /** Told once when it stops to answer, with the reason, and once when it answers again. */
  readonly onChange: (state: 'down' | 'up', reason: string) => void;
  /** Put before every key. */
  readonly prefix?: string;
}

type Client = ReturnType<typeof redisClient>;

/** Counts in Redis, or for now in this process. */
export interface RedisStore extends LimitStore {
  /** Whether there is a connection to Redis. */
  isShared(): boolean;
}

/** Connects in the background, for as long as it takes. */
export function redisStore(options: RedisStoreOptions): RedisStore {
  const { url, prefix = 'direct-upload' } = options;
  const client = redisClient(url);
  const watch = watcher(client, options.onChange);
  // Resolves on the first connection; failures on the way come as events.
  client.connect().catch(watch.down);
  const own = memoryStore();
  return {
    counter: (name, rate) =>
      withFallback(
        sharedCounter(client, `${prefix}:${name}`, rate),
        own.counter(name, rate),
        watch,
      ),
    isShared: () => client.isReady,
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}

function redisClient(url: string) {
  return createClient({
    url,
    // Fail at once instead of waiting for a connection.
    disableOfflineQueue: true,
    socket: { reconnectStrategy: RECONNECT, connectTimeout: 5_000 },
  });
}

interface Watch {
  readonly down: (error: unknown) => void;
  readonly up: () => void;
}

/** Tells changes, not every event. */
function watcher(client: Client, tell: RedisStoreOptions['onChange']): Watch {
  let state: 'down' | 'up' = 'up';
  const change = (next: 'down' | 'up', reason: string): void => {
    if (state === next) return;
    state = next;
    tell(next, reason);
  };
  const down = (error: unknown): void => {
    change('down', reasonOf(error));
  };
  const up = (): void => {
    change('up', 'it answers again');
  };
  client.on('error', down);
  return { down, up };
}

/** `ECONNREFUSED` and the like rather than a sentence, which could quote the URL and its password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function sharedCounter(client: Client, keyPrefix: string, rate: Rate): Counter {
  return flexibleCounter(
    new RateLimiterRedis({
      storeClient: client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix,
      points: rate.amount,
      duration: rate.window,
    }),
  );
}

function withFallback(shared: Counter, own: Counter, watch: Watch): Counter {
  const first = async <T>(ask: (counter: Counter) => Promise<T>): Promise<T> => {
    try {
      const answer = await inTime(ask(shared));
      watch.up();
      return answer;
    } catch (error) {
      watch.down(error);
      return ask(own);
    }
  };
  return {
    take: (key, amount) => first((counter) => counter.take(key, amount)),
    giveBack: (key, amount) => first((counter) => counter.giveBack(key, amount)),
  };
}

/**
 * A Redis that hangs answers nothing at all. Patience is counted in ticks: a process that was busy itself for as long has seen one of
 * them, and may not even have asked (the client sends in the next turn of the loop).
 */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    let ticks = 0;
    timer = setInterval(() => {
      ticks += 1;
      if (ticks === TICKS) reject(new DOMException('no answer in time', 'TimeoutError'));
    }, PATIENCE / TICKS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearInterval(timer);
  }
}
