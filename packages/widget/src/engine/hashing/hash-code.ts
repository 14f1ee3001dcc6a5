/**
 * The code that hashes: which implementation, and when it is loaded. A page that was opened before the site was updated asks for
 * files that are gone; so each implementation but the last has another to replace it.
 *
 * @module
 */
import { hasherUnavailable } from './hash-failure.js';

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

/** Hashes one stream of bytes. Rejects with what reading rejects with. */
export type HashStream = (
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
) => Promise<string>;

/** Rejects with `hasher-unavailable`. */
export async function loadHashCode(kind: HashKind, algorithm: HashAlgorithm): Promise<HashStream> {
  try {
    if (algorithm === 'crc64nvme') return stream(await loadCrc64(kind));
    return (kind === 'wasm' ? await loadMd5Lanes() : undefined) ?? (await loadPlainMd5());
  } catch (cause) {
    throw hasherUnavailable('the code that hashes could not be loaded', cause);
  }
}

/** Nothing in a browser without vectors (Safari before 16.4), where a policy forbids WebAssembly, or where the chunk is missing. */
async function loadMd5Lanes(): Promise<HashStream | undefined> {
  try {
    const lanes = await (await import('./md5-lanes.js')).createMd5Lanes();
    return (chunks, signal) => lanes.hash(chunks, signal);
  } catch {
    return undefined;
  }
}

async function loadPlainMd5(): Promise<HashStream> {
  const { md5 } = await import('./md5-plain.js');
  return stream(() => {
    const plain = md5.create();
    return { update: (bytes) => void plain.update(bytes), digest: () => plain.hex() };
  });
}

/** Makes fresh CRC-64/NVMEs. */
export async function loadCrc64(kind: HashKind): Promise<() => Hash | Promise<Hash>> {
  if (kind === 'wasm') {
    try {
      const { createCRC64 } = await import('./crc64-wasm.js');
      // The polynomial of CRC-64/NVME; reversed bits and the two complements are those of every CRC there.
      const create = (): ReturnType<typeof createCRC64> => createCRC64('9a6c9329ac4bc9b5');
      // A browser or a policy that does not allow it says so now.
      await create();
      return async () => {
        const wasm = await create();
        wasm.init();
        return { update: (bytes) => void wasm.update(bytes), digest: () => wasm.digest('hex') };
      };
    } catch {
      // Plain JavaScript does it too.
    }
  }
  return (await import('./crc64-plain.js')).createCrc64;
}

function stream(create: () => Hash | Promise<Hash>): HashStream {
  return async (chunks) => {
    const running = await create();
    for await (const chunk of chunks) running.update(chunk);
    return running.digest();
  };
}
