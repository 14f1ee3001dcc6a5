/**
 * Putting it together: a storage on a directory and a port.
 *
 * ```ts
 * const storage = await createDevStorage({ directory: '.storage' });
 * await storage.createContainer('uploads', { tempUrlKey: 's3cret', allowedOrigins: ['http://localhost:5173'] });
 * console.log(storage.storageUrl); // http://127.0.0.1:40123/v1/AUTH_test
 * ```
 *
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { lockDirectory, type DirectoryLock } from './disk/lock.js';
import { Store } from './disk/store.js';
import { createStorageServer, type LogEntry, type StorageServer } from './http/server.js';
import { isLoopbackHost, namesKnownHost } from './http/known-host.js';
import { listen, stop } from './http/listen.js';
import { quote } from './http/percent.js';
import { control, isControlPath } from './faults/control.js';
import { faults } from './faults/layer.js';
import { FaultRegistry, type Faults } from './faults/registry.js';
import { StatsCounter, type StorageStats } from './stats.js';
import { containerHeaders, type ContainerOptions } from './container-options.js';
import type { StorageAccount } from './swift/auth.js';
import { LIMITS } from './swift/limits.js';
import { createPipeline } from './swift/pipeline.js';
import { startExpirySweep } from './swift/sweep.js';

/** How a storage is set up. Only `directory` is required. */
export interface DevStorageOptions {
  /** Where everything is kept: an empty directory (made if absent), or one that a storage made before. */
  readonly directory: string;
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. Anything else opens the storage to the network, with its well-known password. */
  readonly host?: string;
  /**
   * Host names that it answers to, besides `localhost`, `*.localhost`, 127.0.0.0/8 and `[::1]`, where {@link host} is an
   * address of this machine only. Others get 403.
   */
  readonly allowedHosts?: readonly string[];
  /** Default: account `AUTH_test`, user `test:tester`, key `testing`. */
  readonly accounts?: readonly StorageAccount[];
  /** Bytes one PUT may bring; default 5 GiB and 2 bytes, as in Swift. */
  readonly maxFileSize?: number;
  /** Milliseconds a client may be silent in the middle of a body; default 60 000. */
  readonly clientTimeout?: number;
  /** Milliseconds between two looks for expired objects; default 5000. */
  readonly sweepInterval?: number;
  /** Called once per request; default: nothing is logged. */
  readonly log?: (entry: LogEntry) => void;
  /** The clock in milliseconds since 1970, for tests; default `Date.now`. */
  readonly now?: () => number;
  /** Closes the storage when it fires. */
  readonly signal?: AbortSignal;
}

/** A storage that is running. */
export interface DevStorage {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** `http://host:port/v1/AUTH_test`: what auth gives as `X-Storage-Url` for the first account. */
  readonly storageUrl: string;
  /** What `GET {authUrl}` wants as `X-Auth-User` and `X-Auth-Key`, for the first account. */
  readonly credentials: {
    readonly authUrl: string;
    readonly user: string;
    readonly key: string;
  };
  /** Sets up what goes wrong. The same from outside: `{url}/dev-storage/faults`. */
  readonly faults: Faults;
  /** Counters since the start or the last reset. The same from outside: `{url}/dev-storage/stats`. */
  stats(): StorageStats;
  resetStats(): void;
  /** Makes a container in the first account, or changes it; resolves to its URL. May be called again and again. */
  createContainer(name: string, options?: ContainerOptions): Promise<string>;
  /** Stops: open connections are cut, what is half-written is dropped. */
  close(): Promise<void>;
}

const DEFAULT_ACCOUNT: StorageAccount = {
  account: 'AUTH_test',
  user: 'test:tester',
  key: 'testing',
};

/** Starts a storage. Rejects with a `DevStorageError` if the directory or the port cannot be had. */
export async function createDevStorage(options: DevStorageOptions): Promise<DevStorage> {
  options.signal?.throwIfAborted();
  await mkdir(options.directory, { recursive: true });
  const lock = await lockDirectory(options.directory);
  try {
    return await start(options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function start(options: DevStorageOptions, lock: DirectoryLock): Promise<DevStorage> {
  const { now = Date.now, accounts = [DEFAULT_ACCOUNT], sweepInterval = 5000 } = options;
  const store = await Store.open(options.directory, now);
  const stats = new StatsCounter();
  const registry = new FaultRegistry();
  const { server, idle } = createServer(options, { store, stats, registry });
  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  const sweep = startExpirySweep(store, now, sweepInterval);
  const [owner = DEFAULT_ACCOUNT] = accounts;
  const storageUrl = `${url}/v1/${quote(owner.account)}`;
  const close = async (): Promise<void> => {
    await sweep.stop();
    await stop(server);
    await idle();
    await lock.release();
  };
  options.signal?.addEventListener('abort', () => void close(), { once: true });
  return {
    url,
    storageUrl,
    credentials: { authUrl: `${url}/auth/v1.0`, user: owner.user, key: owner.key },
    faults: registry,
    stats: () => stats.snapshot(),
    resetStats: () => {
      stats.reset();
    },
    async createContainer(name, containerOptions = {}) {
      await store.putContainer(owner.account, name, containerHeaders(containerOptions));
      return `${storageUrl}/${quote(name)}`;
    },
    close,
  };
}

interface Parts {
  readonly store: Store;
  readonly stats: StatsCounter;
  readonly registry: FaultRegistry;
}

function createServer(
  options: DevStorageOptions,
  { store, stats, registry }: Parts,
): StorageServer {
  const { now = Date.now, accounts = [DEFAULT_ACCOUNT], log = noLog } = options;
  const { maxFileSize = LIMITS.maxFileSize, clientTimeout = 60_000 } = options;
  const isLocal = isLoopbackHost(options.host ?? '127.0.0.1');
  const names = (options.allowedHosts ?? []).map((name) => name.toLowerCase());
  const swift = createPipeline({ store, now, maxFileSize }, accounts);
  return createStorageServer({
    handler: control(registry, stats)(faults(registry, store)(swift)),
    namesKnownHost: (message) => !isLocal || namesKnownHost(message, names),
    stats,
    isCounted: (path) => !isControlPath(path),
    clientTimeout,
    now,
    log,
  });
}

function noLog(): void {
  // Nobody asked for a log.
}
