/**
 * The real {@linkcode Hasher}: workers, and the page itself for what is hashed in no time or where workers fail.
 *
 * @module
 */
import { askWorker } from './ask-worker.js';
import { loadPlainCode, type HashAlgorithm } from './hash-code.js';
import { isUnreadable } from './hash-failure.js';
import { hashTogether } from './hash-together.js';
import { startHashWorker } from './hash-worker-start.js';
import { createBlobHasher } from './hash.js';
import { processors } from '../platform.js';
import type { Hasher } from '../ports.js';
import { createWorkerPool } from './worker-pool.js';

/**
 * Bytes below which a blob is hashed where it is, in 0.2 ms at most: to hand it to a worker and to read it there costs the
 * browser's processes more than that (measured with files of 10 KiB: a fifth of all processor time that sending takes).
 */
const SMALL = 64 * 1024;

/** How it is made; tests pass their own `start` and `here`. */
export interface HasherOptions {
  /** Most workers at once. Default: one less than the processors, 1 to 4. */
  readonly workers?: number;
  /** Bytes below which no worker is asked. */
  readonly small?: number;
  readonly start?: () => Promise<Worker | null>;
  /** What hashes in the page. The page's own policy cannot be read, so WebAssembly is not tried: a chunk is 1 ms of plain JavaScript. */
  readonly here?: ReturnType<typeof createBlobHasher>;
  /** Milliseconds of a worker's silence after which it is given up. Default: 10 s. */
  readonly silenceLimit?: number;
}

/** Makes a hasher. Nothing is started before the first hash is asked for. */
export function createHasher(options: HasherOptions = {}): Hasher {
  const { workers = defaultWorkers(), small = SMALL, start = () => startHashWorker() } = options;
  const { here = createBlobHasher(loadPlainCode), silenceLimit } = options;
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
    const hashHere = (): Promise<readonly string[]> => here.hash(blob, sizes, algorithm, signal);
    if (sizes.every((size) => size < small)) return hashHere();
    return pool.use(blob.size, async (worker, retire) => {
      signal.throwIfAborted();
      if (!worker) return hashHere();
      lastId += 1;
      const job = { id: lastId, blob, sizes, algorithm };
      try {
        return await askWorker(worker, job, signal, silenceLimit);
      } catch (error) {
        signal.throwIfAborted();
        if (isUnreadable(error)) throw error;
        // The worker or its code is at fault, e.g. because the site was updated since the page was opened.
        retire();
        return hashHere();
      }
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
