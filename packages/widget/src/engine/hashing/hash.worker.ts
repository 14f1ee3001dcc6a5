/**
 * The hashing worker: takes `{id, blob, sizes, algorithm}` or `{id, abort}`, answers `{id, hashes}` or `{id, error}`. Several blobs may be
 * under way at once. Says `ready` first, so that a worker that cannot start is told from one that is busy.
 *
 * @module
 */
import { createBlobHasher } from './hash.js';
import type { HashJob, HashReply, HashRequest } from './hash-messages.js';
import { mayCompileWasm } from './wasm-permission.js';

/** Milliseconds. The answer is in the cache; whoever waits longer is better off hashing. */
const PERMISSION_LIMIT = 1000;

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const running = new Map<number, AbortController>();
const asked = mayCompileWasm(scope.location.href, AbortSignal.timeout(PERMISSION_LIMIT));
const hasher = asked.then((allowed) => createBlobHasher(allowed ? 'wasm' : 'plain'));

async function hash({ id, blob, sizes, algorithm }: HashJob): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const hashBlob = await hasher;
    reply({ id, hashes: await hashBlob(blob, sizes, algorithm, stop.signal) });
  } catch (error) {
    const { name, message } = error as Error;
    reply({ id, error: { name, message } });
  } finally {
    running.delete(id);
  }
}

function reply(message: HashReply): void {
  scope.postMessage(message);
}

scope.addEventListener('message', ({ data }: MessageEvent<HashRequest>) => {
  if ('blob' in data) void hash(data);
  else running.get(data.id)?.abort();
});
reply({ ready: true });
