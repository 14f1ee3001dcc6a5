/**
 * The bytes of objects as files. A blob is written under `incoming/`, synced, and only then moved to `blobs/`, so a
 * file in `blobs/` is always whole; whether it counts is decided by the object record that names it.
 *
 * @module
 */
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Layout } from './layout.js';

/** A blob that is complete and on disk. */
export interface FinishedBlob {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** MD5 of the bytes, lower-case hex. */
  readonly md5: string;
}

/** A blob being written. Exactly one of `finish` and `discard` must be called. */
export interface BlobWriter {
  /** Bytes taken so far. */
  readonly size: number;
  /** Resolves when it may be called again; rejects when the disk refuses (e.g. `ENOSPC`). */
  write(chunk: Uint8Array): Promise<void>;
  finish(): Promise<FinishedBlob>;
  discard(): Promise<void>;
}

/** The disk is set to work after so much, so that the sync at the end has little left to do. */
const SYNC_BYTES = 32 * 1024 * 1024;
/** Many small chunks from the network become one write of about this size. */
const BATCH_BYTES = 1024 * 1024;

/** Opens a new blob for writing. */
export async function createBlob(layout: Layout): Promise<BlobWriter> {
  const id = randomUUID();
  const path = join(layout.incoming, id);
  const handle = await open(path, 'wx');
  return new FileBlobWriter(layout, id, path, handle);
}

/** Opens a blob for reading, `undefined` if it is gone. The handle keeps the bytes readable after a later delete. */
export async function openBlob(layout: Layout, id: string): Promise<FileHandle | undefined> {
  try {
    return await open(layout.blob(id), 'r');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Deletes a blob; one that is gone already is fine. */
export async function removeBlob(layout: Layout, id: string): Promise<void> {
  await rm(layout.blob(id), { force: true });
}

/** Whether `error` is a system error with this code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

class FileBlobWriter implements BlobWriter {
  readonly #layout: Layout;
  readonly #id: string;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #md5: Hash = createHash('md5');
  #size = 0;
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  /** The write under way. One at a time: the next batch fills while it runs, so hashing and disk overlap. */
  #writing: Promise<void> = Promise.resolve();
  /** The sync under way in the background, and how much was taken when it began. */
  #syncing: Promise<void> | undefined;
  #syncedAt = 0;

  constructor(layout: Layout, id: string, path: string, handle: FileHandle) {
    this.#layout = layout;
    this.#id = id;
    this.#path = path;
    this.#handle = handle;
  }

  get size(): number {
    return this.#size;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#md5.update(chunk);
    this.#size += chunk.byteLength;
    this.#batch.push(chunk);
    this.#batchBytes += chunk.byteLength;
    if (this.#batchBytes >= BATCH_BYTES) await this.#flush();
  }

  async finish(): Promise<FinishedBlob> {
    await this.#flush();
    await this.#writing;
    await this.#syncing;
    // The record that will name this blob is synced too; a record without its bytes must never survive a crash.
    await this.#handle.sync();
    await this.#handle.close();
    const target = this.#layout.blob(this.#id);
    await mkdir(dirname(target), { recursive: true });
    await rename(this.#path, target);
    return { id: this.#id, size: this.#size, md5: this.#md5.digest('hex') };
  }

  async discard(): Promise<void> {
    await this.#writing.catch(ignore);
    await this.#syncing?.catch(ignore);
    await this.#handle.close().catch(ignore);
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#batchBytes = 0;
    await this.#writing;
    if (batch.length > 0) {
      this.#writing = writeAll(this.#handle, batch);
      // Whoever awaits it next gets the error; until then it must not count as unhandled.
      this.#writing.catch(ignore);
    }
    this.#syncInBackground();
  }

  #syncInBackground(): void {
    if (this.#syncing !== undefined || this.#size - this.#syncedAt < SYNC_BYTES) return;
    this.#syncedAt = this.#size;
    this.#syncing = this.#handle.datasync().then(() => {
      this.#syncing = undefined;
    });
    // Linux reports a failed write-back once per file: it is kept here for `finish`, which must not miss it.
    this.#syncing.catch(ignore);
  }
}

/** `writev` may write less than it was given (a full disk does it): go on with the rest until it says why. */
async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  let rest = [...chunks];
  while (rest.length > 0) {
    let { bytesWritten } = await handle.writev(rest);
    rest = rest.flatMap((chunk) => {
      const skip = Math.min(bytesWritten, chunk.byteLength);
      bytesWritten -= skip;
      return skip === chunk.byteLength ? [] : [chunk.subarray(skip)];
    });
  }
}

function ignore(): void {
  // The failure was, or will be, reported by another call.
}
