/**
 * A folder in which the packages are installed as npm gives them to anybody: packed, and beside bundlers of fixed versions. It is
 * outside of the checkout, because bundlers look for their root in the folders above. The bundlers are installed once; the packages
 * anew each time.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const PACKAGES = ['accept', 'widget', 'signer-server', 'dev-storage'];
const NPM = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];

/** The folder, with everything installed. */
export interface Workshop {
  readonly directory: string;
  readonly tarballs: readonly string[];
  /** The lowest Node that the packages name. */
  readonly node: string;
  /** Runs a script of an installed package with that Node; resolves with what it printed. */
  tool(
    script: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<string>;
}

/** Installs what is not there yet. */
export async function openWorkshop(signal: AbortSignal): Promise<Workshop> {
  const source = join(root, 'test/bundlers');
  const versions = createHash('sha256').update(await readFile(join(source, 'package.json')));
  const directory = join(tmpdir(), `direct-upload-bundlers-${versions.digest('hex').slice(0, 12)}`);
  await mkdir(directory, { recursive: true });
  await cp(source, directory, { recursive: true });
  // Next's webpack takes what has the same version for the same, and would build what was installed before.
  for (const old of ['out', '.next', 'tarballs', 'node_modules/@direct-upload']) {
    await rm(join(directory, old), { recursive: true, force: true });
  }
  const tarballs = await pack(join(directory, 'tarballs'), signal);
  const args = ['install', '--no-save', ...NPM, ...tarballs];
  await run('npm', args, { cwd: directory, signal, maxBuffer: Infinity });
  const node = join(directory, 'node_modules/node/bin/node');
  return {
    directory,
    tarballs,
    node,
    async tool(script, args, env = {}) {
      const path = join(directory, 'node_modules', script);
      const all = { ...process.env, NODE_OPTIONS: '', ...env };
      const options = { cwd: directory, env: all, signal, maxBuffer: Infinity };
      const { stdout, stderr } = await run(node, [path, ...args], options);
      return stdout + stderr;
    },
  };
}

async function pack(destination: string, signal: AbortSignal): Promise<readonly string[]> {
  for (const name of PACKAGES) {
    const cwd = join(root, 'packages', name);
    const args = ['pack', '--pack-destination', destination];
    await run('pnpm', args, { cwd, signal }).catch((error: unknown) => {
      // pnpm need not be installed: the workspace is started by npx.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return run('npx', ['--yes', 'pnpm@12', ...args], { cwd, signal });
    });
  }
  return (await readdir(destination)).map((name) => join(destination, name));
}

/** Whether npm would install these beside the packages, without doing it. Rejects with npm's reason. */
export async function wouldInstall(
  { directory, tarballs }: Workshop,
  beside: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const cwd = join(directory, 'beside');
  await rm(cwd, { recursive: true, force: true });
  await mkdir(cwd);
  await run('npm', ['init', '--yes'], { cwd, signal });
  await run('npm', ['install', '--dry-run', ...NPM, ...tarballs, ...beside], { cwd, signal });
}
