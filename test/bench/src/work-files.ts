/**
 * Files on disk that a sink knows without hashing them: every piece begins with a mark, and the MD5 of each piece is
 * computed here, before anything is measured.
 *
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MARK, PIECE } from './mark.js';
import type { Work } from './works.js';

/** A work on disk. */
export interface WorkFiles extends AsyncDisposable {
  readonly paths: readonly string[];
  /** MD5 (hex) of the piece that begins with a mark (hex). */
  readonly etags: Readonly<Record<string, string>>;
}

/** Writes them; what is small is read once, so that all of it is in the page cache. */
export async function makeFiles(work: Work): Promise<WorkFiles> {
  const { count, size } = work;
  const directory = await mkdtemp(join(tmpdir(), 'bench-files-'));
  const etags: Record<string, string> = {};
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const path = join(directory, `file-${String(index).padStart(4, '0')}.bin`);
    await writeMarked(path, index, work, etags);
    paths.push(path);
  }
  if (size <= PIECE) for (const path of paths) await readFile(path);
  return {
    paths,
    etags,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

async function writeMarked(
  path: string,
  file: number,
  { size, sparse }: Work,
  etags: Record<string, string>,
): Promise<void> {
  await using handle = await open(path, 'w');
  await handle.truncate(size);
  for (let start = 0, piece = 0; start < size; start += PIECE, piece += 1) {
    const length = Math.min(PIECE, size - start);
    const bytes = sparse ? Buffer.alloc(length) : randomBytes(length);
    bytes.writeUInt32BE(file, 0);
    bytes.writeUInt32BE(piece, 4);
    etags[bytes.subarray(0, MARK).toString('hex')] = createHash('md5').update(bytes).digest('hex');
    await handle.write(bytes, 0, sparse ? MARK : length, start);
  }
}
