/**
 * The code that hashes in WebAssembly, or in plain JavaScript where a browser or a policy does not allow that: MD5 at about
 * 720 MB/s, of four blobs at once at 1150; the CRC at 760. For workers, which know whether they may
 * ({@link ./wasm-permission.ts}).
 *
 * @module
 */
import { loadPlainCode, stream, type HashAlgorithm, type HashStream } from './hash-code.js';

/** Rejects with `hasher-unavailable`. */
export async function loadFastCode(algorithm: HashAlgorithm): Promise<HashStream> {
  try {
    return algorithm === 'md5' ? await loadMd5() : await loadCrc64();
  } catch {
    // E.g. a browser without vectors (Safari before 16.4).
    return loadPlainCode(algorithm);
  }
}

async function loadMd5(): Promise<HashStream> {
  const lanes = await (await import('./md5-lanes.js')).createMd5Lanes();
  return (chunks, signal) => lanes.hash(chunks, signal);
}

async function loadCrc64(): Promise<HashStream> {
  const { createCRC64 } = await import('./crc64-wasm.js');
  // The polynomial of CRC-64/NVME; reversed bits and the two complements are those of every CRC there.
  const create = (): ReturnType<typeof createCRC64> => createCRC64('9a6c9329ac4bc9b5');
  // A browser or a policy that does not allow it says so now.
  await create();
  return stream(async () => {
    const wasm = await create();
    wasm.init();
    return { update: (bytes) => void wasm.update(bytes), digest: () => wasm.digest('hex') };
  });
}
