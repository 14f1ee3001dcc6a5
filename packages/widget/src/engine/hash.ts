/**
 * The hash of a blob, read slice by slice so that memory stays flat however large the file is. Runs in the worker, and
 * on the main thread where no worker can be had.
 *
 * @module
 */
import { cut } from './cut.js';

/** A running hash. */
export interface Hash {
  update(bytes: Uint8Array): void;
  /** Lower-case hex digits: 32 of MD5, 16 of CRC-64/NVME. */
  digest(): string;
}

/** What is computed; which one, the grant says (`Grant.integrity`). */
export type HashAlgorithm = 'md5' | 'crc64nvme';

/**
 * What computes it: WebAssembly (MD5 at about 570 MB/s, the CRC at 760), or plain JavaScript (about 300) wherever
 * WebAssembly is not known to be allowed (./wasm-permission.ts).
 */
export type HashKind = 'wasm' | 'plain';

/** A fresh hash. Its code is loaded when it is first needed. */
export async function createHash(algorithm: HashAlgorithm, kind: HashKind): Promise<Hash> {
  if (kind === 'wasm') {
    try {
      const wasm = await createWasm(algorithm);
      wasm.init();
      return { update: (bytes) => void wasm.update(bytes), digest: () => wasm.digest('hex') };
    } catch {
      // A browser without it, or a missing chunk of a half-bundled page.
    }
  }
  if (algorithm === 'crc64nvme') return (await import('./crc64-plain.js')).createCrc64();
  const { md5 } = await import('./md5-plain.js');
  const plain = md5.create();
  return { update: (bytes) => void plain.update(bytes), digest: () => plain.hex() };
}

async function createWasm(
  algorithm: HashAlgorithm,
): Promise<Awaited<ReturnType<typeof import('./md5-wasm.js').createMD5>>> {
  if (algorithm === 'md5') return (await import('./md5-wasm.js')).createMD5();
  // The polynomial of CRC-64/NVME; reversed bits and the two complements are those of every CRC there.
  return (await import('./crc64-wasm.js')).createCRC64('9a6c9329ac4bc9b5');
}

/** How a blob is hashed. */
export interface BlobHashing {
  readonly algorithm: HashAlgorithm;
  readonly kind: HashKind;
  /** Bytes read at a time. */
  readonly sliceSize: number;
}

/**
 * Hashes `blob` in slices, the next one read while this one is hashed. Large slices and one ahead
 * were the fastest bounded way measured; a stream may hand over a whole file as one chunk in Firefox.
 */
export async function hashOfBlob(
  blob: Blob,
  { algorithm, kind, sliceSize }: BlobHashing,
  signal: AbortSignal,
): Promise<string> {
  const hash = await createHash(algorithm, kind);
  const read = (start: number): Promise<ArrayBuffer> =>
    cut(blob, start, start + sliceSize).arrayBuffer();
  let next = read(0);
  for (let start = 0; start < blob.size; start += sliceSize) {
    const bytes = await next;
    signal.throwIfAborted();
    if (start + sliceSize < blob.size) {
      next = read(start + sliceSize);
      // Its failure is met at the next `await`; until then it must not count as unhandled.
      next.catch(() => undefined);
    }
    hash.update(new Uint8Array(bytes));
  }
  return hash.digest();
}
