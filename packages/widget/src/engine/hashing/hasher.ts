/**
 * The real {@linkcode Hasher}: workers, and the page itself for what is hashed in no time.
 *
 * @module
 */
import { createBlobHasher, type HashAlgorithm } from './hash.js';
import type { HashReply, HashRequest } from './hash-messages.js';
import { hashTogether } from './hash-together.js';
import { startHashWorker } from './hash-worker-start.js';
import { processors } from '../platform.js';
import type { Hasher } from '../ports.js';
import { createWorkerPool } from './worker-pool.js';

/**
 * Bytes below which a blob is hashed where it is, in 0.2 ms at most: to hand it to a worker and to read it there costs the
 * browser's processes more than that (measured with files of 10 KiB: a fifth of all processor time that sending takes).
 */
const SMALL = 64 * 1024;

/** How it is made; tests pass their own `start`. */
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
  const pool = createWorkerPool({ workers, start });
  let lastId = 0;

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
    return pool.use(blob.size, (worker) => {
      signal.throwIfAborted();
      if (!worker) return hashHere(blob, sizes, algorithm, signal);
      lastId += 1;
      return ask(worker, { id: lastId, blob, sizes, algorithm }, signal);
    });
  }
  return {
    close: () => {
      pool.close();
    },
    md5: hashTogether(hash, 'md5'),
    crc64nvme: hashTogether(hash, 'crc64nvme'),
  };
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
