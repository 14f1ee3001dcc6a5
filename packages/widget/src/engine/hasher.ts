/**
 * The real {@linkcode Hasher}: a small pool of workers, started when the first hash is asked for and let go when there
 * has been nothing to do for a while.
 *
 * @module
 */
import type { HashReply, HashRequest } from './hash-messages.js';
import { startHashWorker } from './hash-worker-start.js';
import { md5OfBlob } from './md5.js';
import { processors } from './platform.js';
import type { Hasher } from './ports.js';

/** Idle time after which workers are let go, in milliseconds: their memory is worth more than a quick restart. */
const IDLE_LIMIT = 15_000;
/** Without a worker: 1 MiB is 3 to 4 ms of plain JavaScript MD5, far below a dropped frame. */
const MAIN_THREAD_SLICE = 1024 * 1024;

/** One worker and what it is doing. */
interface Slot {
  readonly worker: Promise<Worker | null>;
  load: number;
}

/** How the pool is made; tests pass their own `start`. */
export interface HasherOptions {
  /** Most workers at once. Default: one less than the processors, 1 to 4. */
  readonly workers?: number;
  readonly start?: () => Promise<Worker | null>;
}

/** Makes a hasher. Nothing is started before the first {@linkcode Hasher.md5}. */
export function createHasher(options: HasherOptions = {}): Hasher {
  const { workers = defaultWorkers(), start = startHashWorker } = options;
  let slots: Slot[] = [];
  let lastId = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function pick(): Slot {
    const calm = slots.reduce<Slot | undefined>(
      (a, b) => (a && a.load <= b.load ? a : b),
      undefined,
    );
    if (calm && (calm.load === 0 || slots.length >= workers)) return calm;
    const slot: Slot = { worker: start(), load: 0 };
    slots.push(slot);
    return slot;
  }
  function close(): void {
    clearTimeout(idle);
    for (const { worker } of slots) void worker.then((it) => it?.terminate());
    slots = [];
  }
  return {
    close,
    async md5(blob, signal) {
      signal.throwIfAborted();
      clearTimeout(idle);
      const slot = pick();
      slot.load += 1;
      lastId += 1;
      const id = lastId;
      try {
        const worker = await slot.worker;
        signal.throwIfAborted();
        if (worker) return await ask(worker, id, blob, signal);
        return await md5OfBlob(blob, MAIN_THREAD_SLICE, signal);
      } finally {
        slot.load -= 1;
        clearTimeout(idle);
        if (slots.every(({ load }) => load === 0)) idle = setTimeout(close, IDLE_LIMIT);
      }
    },
  };
}

function defaultWorkers(): number {
  return Math.min(4, Math.max(1, processors() - 1));
}

/** One question to a worker. */
function ask(worker: Worker, id: number, blob: Blob, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const settle = (end: () => void): void => {
      settled.abort();
      end();
    };
    const listening = { signal: settled.signal };
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<HashReply>) => {
        if ('ready' in data || data.id !== id) return;
        settle(() => {
          if ('md5' in data) resolve(data.md5);
          else reject(new DOMException(data.error.message, data.error.name));
        });
      },
      listening,
    );
    worker.addEventListener(
      'error',
      () => {
        settle(() => {
          reject(new DOMException('the hashing worker died', 'OperationError'));
        });
      },
      listening,
    );
    signal.addEventListener(
      'abort',
      () => {
        post(worker, { id, abort: true });
        settle(() => {
          reject(signal.reason as Error);
        });
      },
      listening,
    );
    post(worker, { id, blob });
  });
}

function post(worker: Worker, request: HashRequest): void {
  worker.postMessage(request);
}
