/**
 * The hashing worker: takes `{id, blob}` or `{id, abort}`, answers `{id, md5}` or `{id, error}`. Several blobs may be
 * under way at once. Says `ready` first, so that a worker that cannot start is told from one that is busy.
 *
 * @module
 */
import type { HashReply, HashRequest } from './hash-messages.js';
import { md5OfBlob } from './md5.js';

/** Two of these are in memory per running hash. */
const SLICE_SIZE = 8 * 1024 * 1024;

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const running = new Map<number, AbortController>();

async function hash(id: number, blob: Blob): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    reply({ id, md5: await md5OfBlob(blob, SLICE_SIZE, stop.signal) });
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
  if ('blob' in data) void hash(data.id, data.blob);
  else running.get(data.id)?.abort();
});
reply({ ready: true });
