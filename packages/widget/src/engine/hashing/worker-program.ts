/**
 * The program of the hashing worker: takes `{id, blob, sizes, algorithm}`, answers `{id, started}` when its code is loaded, and
 * `{id, hashes}` or `{id, failure}` at the end. Several blobs may be under way at once. Says `ready` first, so that a worker that
 * cannot start is told from one that is busy.
 *
 * @module
 */
import { loadFastCode } from './fast-hash-code.js';
import { loadPlainCode } from './hash-code.js';
import { createBlobHasher } from './hash.js';
import { isUnreadable, type HashFailureCode } from './hash-failure.js';
import type { HashJob, HashReply, HashRequest } from './hash-messages.js';
import { mayCompileWasm } from './wasm-permission.js';

/** Milliseconds. The answer is in the cache; whoever waits longer is better off hashing. */
const PERMISSION_LIMIT = 1000;

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const running = new Map<number, AbortController>();
const asked = mayCompileWasm(scope.location.href, AbortSignal.timeout(PERMISSION_LIMIT));
const hasher = asked.then((allowed) => createBlobHasher(allowed ? loadFastCode : loadPlainCode));

async function hash({ id, blob, sizes, algorithm }: HashJob): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const hashers = await hasher;
    await hashers.prepare(algorithm);
    reply({ id, started: true });
    reply({ id, hashes: await hashers.hash(blob, sizes, algorithm, stop.signal) });
  } catch (error) {
    reply({ id, ...failureOf(error) });
  } finally {
    running.delete(id);
  }
}

function failureOf(error: unknown): {
  readonly failure: HashFailureCode;
  readonly message: string;
} {
  if (isUnreadable(error)) return { failure: 'file-unreadable', message: error.message };
  return { failure: 'hasher-unavailable', message: String(error) };
}

function reply(message: HashReply): void {
  scope.postMessage(message);
}

scope.addEventListener('message', ({ data }: MessageEvent<HashRequest>) => {
  if ('blob' in data) void hash(data);
  else if ('abort' in data) running.get(data.id)?.abort();
  else if (running.has(data.id)) reply({ id: data.id, started: true });
});
reply({ ready: true });
