/**
 * What would be published: each package is packed as for a release, then publint looks at its exports and attw at the types
 * that a user's compiler would find. What a reader or a bundler follows must lead to something (./package-contents.ts).
 *
 * @module
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfContained } from './package-contents.ts';
import { command, publicPackages, root } from './check.ts';
import type { Check, Finished } from './check.ts';

export const packages: Check = {
  name: 'packages',
  mend: 'correct `exports`, `files` or the types of the package that is named',
  async run() {
    const directory = await mkdtemp(join(tmpdir(), 'packed-'));
    try {
      const problems: string[] = [];
      for (const name of publicPackages) problems.push(...(await inspect(name, directory)));
      return problems;
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

async function inspect(name: string, directory: string): Promise<readonly string[]> {
  const args = ['pack', '--pack-destination', directory];
  const packed = await pnpm(args, `${root}packages/${name}`);
  if (packed.code !== 0) return [packed.output];
  const tarball = (await readdir(directory)).find((file) => file.includes(`-${name}-`));
  if (tarball === undefined) return [`${name}: pnpm pack made no tarball`];
  const path = join(directory, tarball);
  const publint = await command('publint', ['run', path, '--strict']);
  // The packages are ES modules only; `./cdn` and the manifest are not for TypeScript.
  const attw = await command('attw', [
    path,
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    './cdn',
    './custom-elements.json',
    './package.json',
    '--no-emoji',
  ]);
  const contents = await command('tar', ['-tzf', path]);
  const unpacked = join(directory, name, 'package');
  await mkdir(join(directory, name));
  await command('tar', ['-xzf', path, '-C', join(directory, name)]);
  return [
    ...(publint.code === 0 ? [] : [`${name}: publint\n${publint.output.trim()}`]),
    ...(attw.code === 0 ? [] : [`${name}: attw\n${attw.output.trim()}`]),
    ...unwanted(contents.stdout).map((file) => `${name}: ${file} would be published`),
    ...missing(contents.stdout).map((file) => `${name}: ${file} would be missing`),
    ...(await selfContained(unpacked)).map((problem) => `${name}: ${problem}`),
  ];
}

/** Under `pnpm check` pnpm is in PATH; otherwise it may not be installed at all. */
async function pnpm(args: readonly string[], cwd: string): Promise<Finished> {
  try {
    return await command('pnpm', args, cwd);
  } catch {
    return command('npx', ['--yes', 'pnpm@12', ...args], cwd);
  }
}

/** Tests, build state and sources of secrets have no place in a package. */
function unwanted(listing: string): readonly string[] {
  return listing
    .split('\n')
    .filter((file) => /\.test\.|\/testing\/|\.tsbuildinfo$|\.env/.test(file));
}

function missing(listing: string): readonly string[] {
  const files = new Set(listing.split('\n'));
  return ['package/README.md', 'package/LICENSE'].filter((file) => !files.has(file));
}
