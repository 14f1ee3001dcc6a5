/**
 * The code that hashes in plain JavaScript, loaded with the first file. A page that was opened before the site was updated asks for
 * files that are gone, and says so. What is faster is {@link ./fast-hash-code.ts}.
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

/** Hashes one stream of bytes. Rejects with what reading rejects with. */
export type HashStream = (
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
) => Promise<string>;

/** Loads what computes it. Rejects with `hasher-unavailable`. */
export type LoadHashCode = (algorithm: HashAlgorithm) => Promise<HashStream>;

/** About 300 MB/s. Rejects with `hasher-unavailable`. */
export async function loadPlainCode(algorithm: HashAlgorithm): Promise<HashStream> {
  try {
    if (algorithm === 'crc64nvme') return stream((await import('./crc64-plain.js')).createCrc64);
    const { md5 } = await import('./md5-plain.js');
    return stream(() => {
      const plain = md5.create();
      return { update: (bytes) => void plain.update(bytes), digest: () => plain.hex() };
    });
  } catch (cause) {
    throw hasherUnavailable('the code that hashes could not be loaded', cause);
  }
}

/** @param create - makes a fresh hash for each stream */
export function stream(create: () => Hash | Promise<Hash>): HashStream {
  return async (chunks) => {
    const running = await create();
    for await (const chunk of chunks) running.update(chunk);
    return running.digest();
  };
}
