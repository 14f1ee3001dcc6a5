/**
 * One job for a hashing worker. Whatever happens to the worker or to the messages, there is an outcome within a bounded time: a worker
 * that fails, dies or stays silent is a `hasher-unavailable`, never a fault of the file.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { hasherUnavailable } from './hash-failure.js';
import type { HashJob, HashReply, HashRequest } from './hash-messages.js';

/** Milliseconds of silence. A worker loads a few kB before it starts, and answers a ping between two chunks of a file. */
const SILENCE_LIMIT = 10_000;

/** Rejects with `file-unreadable`, `hasher-unavailable` or the signal's reason. */
export async function askWorker(
  worker: Worker,
  job: HashJob,
  signal: AbortSignal,
  limit = SILENCE_LIMIT,
): Promise<readonly string[]> {
  const over = new AbortController();
  const conversation = { worker, job, limit, over: over.signal };
  try {
    return await Promise.race([answered(conversation), aborted(conversation, signal)]);
  } finally {
    over.abort();
  }
}

interface Conversation {
  readonly worker: Worker;
  readonly job: HashJob;
  readonly limit: number;
  /** Aborted when there is an outcome. */
  readonly over: AbortSignal;
}

/** Hands the job over, and settles with what the worker says or with what happens to it. */
function answered({ worker, job, limit, over }: Conversation): Promise<readonly string[]> {
  const { id } = job;
  return new Promise((resolve, reject) => {
    const lose = (reason: string, cause?: unknown): void => {
      reject(hasherUnavailable(reason, cause));
    };
    const heard = watchSilence(limit, over, {
      ask: () => {
        post(worker, { id, ping: true });
      },
      onSilent: () => {
        abandon(worker, id);
        lose('the hashing worker does not answer');
      },
    });
    const onReply = ({ data }: MessageEvent<HashReply>): void => {
      if ('ready' in data || data.id !== id) return;
      if ('started' in data) heard();
      else if ('hashes' in data) resolve(data.hashes);
      else reject(new UploadError(data.failure, data.message));
    };
    const onError = (event: Event): void => {
      lose('the hashing worker failed', event);
    };
    worker.addEventListener('message', onReply, { signal: over });
    worker.addEventListener('error', onError, { signal: over });
    worker.addEventListener('messageerror', onError, { signal: over });
    try {
      post(worker, job);
    } catch (cause) {
      lose('the hashing worker could not be given the file', cause);
    }
  });
}

/** Never resolves. */
function aborted({ worker, job, over }: Conversation, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => {
      abandon(worker, job.id);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { signal: over });
  });
}

/**
 * Watches whether the other side is heard within `limit` milliseconds, and returns what notes that it was. Before the first sign, silence
 * is the end; afterwards it is asked once, for a job on a slow disk takes long.
 */
function watchSilence(
  limit: number,
  over: AbortSignal,
  { ask, onSilent }: { readonly ask: () => void; readonly onSilent: () => void },
): () => void {
  let timer = setTimeout(onSilent, limit);
  over.addEventListener('abort', () => {
    clearTimeout(timer);
  });
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = setTimeout(onSilent, limit);
      ask();
    }, limit);
  };
}

function post(worker: Worker, request: HashRequest): void {
  worker.postMessage(request);
}

/** A worker that is gone need not be told anything. */
function abandon(worker: Worker, id: number): void {
  try {
    post(worker, { id, abort: true });
  } catch {
    // Nothing to be done.
  }
}
