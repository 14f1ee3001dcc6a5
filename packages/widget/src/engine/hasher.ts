/**
 * The real {@linkcode Hasher}: a small pool of workers, started when the first hash is asked for and let go when there
 * has been nothing to do for a while. What is hashed in no time stays in the page.
 *
 * @module
 */
import { createBlobHasher, type HashAlgorithm } from './hash.js';
import type { HashReply, HashRequest } from './hash-messages.js';
import { hashTogether } from './hash-together.js';
import { startHashWorker } from './hash-worker-start.js';
import { processors } from './platform.js';
import type { Hasher } from './ports.js';

/** Idle time after which workers are let go, in milliseconds: their memory is worth more than a quick restart. */
const IDLE_LIMIT = 15_000;
/**
 * Bytes below which a blob is hashed where it is, in 0.2 ms at most: to hand it to a worker and to read it there costs the
 * browser's processes more than that (measured with files of 10 KiB: a fifth of all processor time that sending takes).
 */
const SMALL = 64 * 1024;
/** One worker and what it is doing. */
interface Slot {
  readonly worker: Promise<Worker | null>;
  load: number;
}

/** How the pool is made; tests pass their own `start`. */
export interface HasherOptions {
  /** Most workers at once. Default: one less than the processors, 1 to 4. */
  readonly workers?: number;
  /** Bytes below which no worker is asked. */
  readonly small?: number;
  readonly start?: () => Promise<Worker | null>;
}

/** Makes a hasher. Nothing is started before the first hash is asked for. */
export function createHasher(options: HasherOptions = {}): Hasher {
  const { workers = defaultWorkers(), small = SMALL, start = startHashWorker } = options;
  // The page's own policy cannot be read, so WebAssembly is not tried. A chunk is 1 ms of plain JavaScript.
  const hashHere = createBlobHasher('plain');
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
  async function hash(
    blobs: readonly Blob[],
    algorithm: HashAlgorithm,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    signal.throwIfAborted();
    const sizes = blobs.map(({ size }) => size);
    const [first] = blobs;
    const blob = first && blobs.length === 1 ? first : new Blob([...blobs]);
    if (sizes.every((size) => size < small)) return hashHere(blob, sizes, algorithm, signal);
    clearTimeout(idle);
    const slot = pick();
    slot.load += 1;
    lastId += 1;
    const id = lastId;
    try {
      const worker = await slot.worker;
      signal.throwIfAborted();
      if (worker) return await ask(worker, { id, blob, sizes, algorithm }, signal);
      return await hashHere(blob, sizes, algorithm, signal);
    } finally {
      slot.load -= 1;
      clearTimeout(idle);
      if (slots.every(({ load }) => load === 0)) idle = setTimeout(close, IDLE_LIMIT);
    }
  }
  return { close, md5: hashTogether(hash, 'md5'), crc64nvme: hashTogether(hash, 'crc64nvme') };
}

function defaultWorkers(): number {
  return Math.min(4, Math.max(1, processors() - 1));
}

/** One question to a worker. */
function ask(
  worker: Worker,
  request: HashRequest,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { id } = request;
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
          if ('hashes' in data) resolve(data.hashes);
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
    post(worker, request);
  });
}

function post(worker: Worker, request: HashRequest): void {
  worker.postMessage(request);
}
