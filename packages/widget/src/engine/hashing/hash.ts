/**
 * The hash of a blob, read piece by piece so that memory stays flat however large the file is. Runs in the worker, and
 * on the main thread where no worker can be had.
 *
 * @module
 */
import { createBlobReader } from './blob-reader.js';

/** A running hash. */
export interface Hash {
  update(bytes: Uint8Array): void;
  /** Lower-case hex digits: 32 of MD5, 16 of CRC-64/NVME. */
  digest(): string;
}

/** What is computed; which one, the grant says (`Grant.integrity`). */
export type HashAlgorithm = 'md5' | 'crc64nvme';

/**
 * What computes it: WebAssembly (MD5 at about 720 MB/s, of four blobs at once at 1150; the CRC at 760), or plain JavaScript
 * (about 300) wherever WebAssembly is not known to be allowed (./wasm-permission.ts).
 */
export type HashKind = 'wasm' | 'plain';

/**
 * Hashes a blob that is made of pieces of these sizes, each piece by itself; several may be under way at once. Rejects with the
 * browser's error if it cannot be read.
 */
export type BlobHasher = (
  blob: Blob,
  sizes: readonly number[],
  algorithm: HashAlgorithm,
  signal: AbortSignal,
) => Promise<readonly string[]>;

/** Makes one. Its code is loaded when it is first needed. */
export function createBlobHasher(kind: HashKind): BlobHasher {
  const read = createBlobReader();
  let lanes: ReturnType<typeof loadLanes> | undefined;

  async function hash(
    chunks: AsyncIterable<Uint8Array>,
    algorithm: HashAlgorithm,
    signal: AbortSignal,
  ): Promise<string> {
    if (kind === 'wasm' && algorithm === 'md5') {
      const together = await (lanes ??= loadLanes());
      if (together) return together.hash(chunks, signal);
    }
    const running = await (algorithm === 'md5' ? plainMd5() : createCrc64(kind));
    for await (const chunk of chunks) running.update(chunk);
    return running.digest();
  }
  return async (blob, sizes, algorithm, signal) => {
    const chunks = read(blob, sizes, signal);
    const hashes: string[] = [];
    try {
      for (const size of sizes) hashes.push(await hash(piece(chunks, size), algorithm, signal));
    } finally {
      await chunks.return();
    }
    return hashes;
  };
}

/** The chunks of the next so many bytes. */
async function* piece(
  chunks: AsyncIterator<Uint8Array, void>,
  size: number,
): AsyncGenerator<Uint8Array, void> {
  for (let left = size; left > 0;) {
    const { value } = await chunks.next();
    if (!value) throw new DOMException('the blob is shorter than its pieces', 'NotReadableError');
    left -= value.length;
    yield value;
  }
}

/** Nothing in a browser without vectors (Safari before 16.4), or where a chunk of a half-bundled page is missing. */
async function loadLanes(): Promise<import('./md5-lanes.js').Md5Lanes | undefined> {
  try {
    return await (await import('./md5-lanes.js')).createMd5Lanes();
  } catch {
    return undefined;
  }
}

async function plainMd5(): Promise<Hash> {
  const { md5 } = await import('./md5-plain.js');
  const plain = md5.create();
  return { update: (bytes) => void plain.update(bytes), digest: () => plain.hex() };
}

/** A fresh CRC-64/NVME. */
export async function createCrc64(kind: HashKind): Promise<Hash> {
  if (kind === 'wasm') {
    try {
      // The polynomial of CRC-64/NVME; reversed bits and the two complements are those of every CRC there.
      const wasm = await (await import('./crc64-wasm.js')).createCRC64('9a6c9329ac4bc9b5');
      wasm.init();
      return { update: (bytes) => void wasm.update(bytes), digest: () => wasm.digest('hex') };
    } catch {
      // A browser without it, or a missing chunk of a half-bundled page.
    }
  }
  return (await import('./crc64-plain.js')).createCrc64();
}
