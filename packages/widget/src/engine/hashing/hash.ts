/**
 * The hash of a blob, read piece by piece so that memory stays flat however large the file is. Runs in the worker, and
 * on the main thread where no worker can be had.
 *
 * @module
 */
import { createBlobReader } from './blob-reader.js';
import type { HashAlgorithm, HashStream, LoadHashCode } from './hash-code.js';
import { hasherUnavailable, unreadableFile } from './hash-failure.js';

/** Hashes blobs; several may be under way at once. */
export interface BlobHasher {
  /** Loads the code for this algorithm, once. Rejects with `hasher-unavailable`. */
  prepare(algorithm: HashAlgorithm): Promise<void>;
  /**
   * Hashes a blob that is made of pieces of these sizes, each piece by itself. Rejects with `file-unreadable` if the blob
   * cannot be read, with `hasher-unavailable` if the code cannot be loaded, and with the signal's reason.
   */
  hash(
    blob: Blob,
    sizes: readonly number[],
    algorithm: HashAlgorithm,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
}

/** Milliseconds. The chunks are 2 to 5 kB; a link that takes longer for one is not going to carry files. */
const LOAD_LIMIT = 10_000;

/** Tests pass their own. */
export interface BlobHasherOptions {
  /** Milliseconds after which code that neither loads nor fails is given up. */
  readonly loadLimit?: number;
}

/** Makes one. Its code is loaded when it is first needed. */
export function createBlobHasher(load: LoadHashCode, options: BlobHasherOptions = {}): BlobHasher {
  const { loadLimit = LOAD_LIMIT } = options;
  const read = createBlobReader();
  const loaded = new Map<HashAlgorithm, Promise<HashStream>>();

  function codeOf(algorithm: HashAlgorithm): Promise<HashStream> {
    const known = loaded.get(algorithm);
    if (known) return known;
    const loading = within(loadLimit, load(algorithm));
    loaded.set(algorithm, loading);
    // The next one tries again.
    loading.catch(() => loaded.delete(algorithm));
    return loading;
  }
  return {
    async prepare(algorithm) {
      await codeOf(algorithm);
    },
    async hash(blob, sizes, algorithm, signal) {
      const hashStream = await codeOf(algorithm);
      signal.throwIfAborted();
      const chunks = read(blob, sizes, signal);
      const hashes: string[] = [];
      try {
        for (const size of sizes)
          hashes.push(await hashStream(piece(chunks, size, signal), signal));
      } finally {
        await chunks.return();
      }
      return hashes;
    },
  };
}

/** The chunks of the next so many bytes. What fails here is the reading. */
async function* piece(
  chunks: AsyncIterator<Uint8Array, void>,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  for (let left = size; left > 0;) {
    const value = await nextOf(chunks, signal);
    left -= value.length;
    yield value;
  }
}

async function nextOf(
  chunks: AsyncIterator<Uint8Array, void>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    const { value } = await chunks.next();
    if (value) return value;
  } catch (cause) {
    signal.throwIfAborted();
    throw unreadableFile(cause);
  }
  throw unreadableFile(new RangeError('the blob is shorter than its pieces'));
}

async function within<T>(limit: number, loading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(hasherUnavailable('the code that hashes did not load in time'));
    }, limit);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}
