/**
 * Real files on disk for the browser to choose: random bytes, so that no two are alike, and their MD5.
 *
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file that was made. */
export interface MadeFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** 32 lower-case hex digits. */
  readonly md5: string;
}

/** A directory of files, deleted by `remove`. */
export interface FileMaker {
  make(name: string, size: number): Promise<MadeFile>;
  /** A folder of so many small files: no two have the same size, as no two photos have. */
  makeFolder(name: string, count: number): Promise<Pick<MadeFile, 'path'>>;
  remove(): Promise<void>;
}

const CHUNK = 4 * 1024 * 1024;

/** Files named as they will be uploaded; equal names get directories of their own. */
export async function createFileMaker(): Promise<FileMaker> {
  const root = await mkdtemp(join(tmpdir(), 'upload-files-'));
  let count = 0;
  return {
    async make(name, size) {
      count += 1;
      const path = join(root, String(count), name);
      await mkdir(dirname(path), { recursive: true });
      const hash = createHash('md5');
      const file = await open(path, 'w');
      for (let left = size; left > 0; left -= CHUNK) {
        const bytes = randomBytes(Math.min(left, CHUNK));
        hash.update(bytes);
        await file.writeFile(bytes);
      }
      await file.close();
      return { path, name, size, md5: hash.digest('hex') };
    },
    async makeFolder(name, files) {
      count += 1;
      const path = join(root, String(count), name);
      await mkdir(path, { recursive: true });
      for (let file = 1; file <= files; file += 1) {
        await writeFile(join(path, `file-${file}.txt`), randomBytes(file));
      }
      return { path };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
