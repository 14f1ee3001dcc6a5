/**
 * Gathers single items into one call, so that 200 small files cost one round trip instead of 200. Nothing waits on a
 * timer: the first items leave with the next microtask, and what arrives while a call is under way leaves when it is back.
 *
 * @module
 */

import { turn } from './turn.js';

/** Results that are handed out in one task: with each of them an upload goes on, at once. */
const AT_ONCE = 10;

/** Sends `items` in one call and answers with their results in the same order. */
export type SendBatch<T, R> = (items: readonly T[], signal: AbortSignal) => Promise<readonly R[]>;

interface Waiting<T, R> {
  readonly item: T;
  readonly signal: AbortSignal;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Makes a function for one item out of a call for many. At most `max` items go into a call and `calls` calls are under
 * way at once. A call is aborted only when every item in it was; if it fails, all its items fail with the same error.
 */
export function createBatcher<T, R>(
  send: SendBatch<T, R>,
  { max, calls }: { readonly max: number; readonly calls: number },
): (item: T, signal: AbortSignal) => Promise<R> {
  const queue: Waiting<T, R>[] = [];
  let running = 0;

  async function flush(): Promise<void> {
    if (running >= calls || queue.length === 0) return;
    running += 1;
    const batch = queue.splice(0, max);
    try {
      await deliver(send, batch);
    } finally {
      running -= 1;
      void flush();
    }
  }
  return (item, signal) =>
    new Promise<R>((resolve, reject) => {
      signal.throwIfAborted();
      const waiting: Waiting<T, R> = { item, signal, resolve, reject };
      queue.push(waiting);
      signal.addEventListener(
        'abort',
        () => {
          const index = queue.indexOf(waiting);
          if (index >= 0) queue.splice(index, 1);
          reject(signal.reason as Error);
        },
        { once: true },
      );
      queueMicrotask(() => void flush());
    });
}

/** One call; settles every item of the batch and never rejects itself. */
async function deliver<T, R>(
  send: SendBatch<T, R>,
  batch: readonly Waiting<T, R>[],
): Promise<void> {
  const call = new AbortController();
  let wanted = batch.length;
  for (const { signal } of batch) {
    const leave = (): void => {
      wanted -= 1;
      if (wanted === 0) call.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true, signal: call.signal });
  }
  try {
    const items = batch.map(({ item }) => item);
    const results = await send(items, call.signal);
    for (const [index, { resolve }] of batch.entries()) {
      if (index > 0 && index % AT_ONCE === 0) await turn();
      resolve(results[index] as R);
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
