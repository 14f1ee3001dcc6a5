/**
 * A directory that is gone when the demo is, even if the process ends on an exception.
 *
 * @module
 */
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory to `use` with a disposable stack. */
export interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string;
}

/** Makes a directory nobody else can read (`mkdtemp` gives it mode 0700). */
export async function temporaryDirectory(prefix: string): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  const atExit = (): void => {
    rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', atExit);
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await rm(path, { recursive: true, force: true });
      process.off('exit', atExit);
    },
  };
}
