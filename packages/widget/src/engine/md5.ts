/**
 * The MD5 of a blob, read slice by slice so that memory stays flat however large the file is. Runs in the worker, and
 * on the main thread where no worker can be had.
 *
 * @module
 */

/** A running MD5. */
export interface Md5 {
  update(bytes: Uint8Array): void;
  /** 32 lower-case hex digits. */
  digest(): string;
}

/**
 * A fresh MD5: WebAssembly (about 570 MB/s) where it may run, plain JavaScript (about 300 MB/s) where the page's CSP has
 * no `'wasm-unsafe-eval'`. Both are loaded only when they are needed.
 */
export async function createMd5(): Promise<Md5> {
  try {
    const { createMD5 } = await import('./md5-wasm.js');
    const wasm = await createMD5();
    wasm.init();
    return { update: (bytes) => void wasm.update(bytes), digest: () => wasm.digest('hex') };
  } catch {
    // A CSP refusal is a CompileError in every engine; a missing chunk of a half-bundled page ends here too.
    const { md5 } = await import('./md5-plain.js');
    const plain = md5.create();
    return { update: (bytes) => void plain.update(bytes), digest: () => plain.hex() };
  }
}

/**
 * Hashes `blob` in slices of `sliceSize` bytes, the next one read while this one is hashed. Large slices and one ahead
 * were the fastest bounded way measured; a stream may hand over a whole file as one chunk in Firefox.
 */
export async function md5OfBlob(
  blob: Blob,
  sliceSize: number,
  signal: AbortSignal,
): Promise<string> {
  const md5 = await createMd5();
  const read = (start: number): Promise<ArrayBuffer> =>
    blob.slice(start, start + sliceSize).arrayBuffer();
  let next = read(0);
  for (let start = 0; start < blob.size; start += sliceSize) {
    const bytes = await next;
    signal.throwIfAborted();
    if (start + sliceSize < blob.size) {
      next = read(start + sliceSize);
      // Its failure is met at the next `await`; until then it must not count as unhandled.
      next.catch(() => undefined);
    }
    md5.update(new Uint8Array(bytes));
  }
  return md5.digest();
}
