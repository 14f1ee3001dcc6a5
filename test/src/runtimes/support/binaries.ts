/**
 * Where the runtimes under test are: their npm packages have one package for each system, with the binary in it, so that
 * nothing is fetched when they are installed.
 *
 * @module
 */
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { root } from '../../runner/suites.js';

/** Runtimes that have an npm package. */
export type RuntimeName = 'bun' | 'deno' | 'workerd';

/** The package of this system, and the binary's path in it. */
const BINARIES: Readonly<Record<RuntimeName, () => string>> = {
  bun: () => `@oven/bun-${platform()}-${arch() === 'arm64' ? 'aarch64' : arch()}/bin/bun`,
  deno: () => `@deno/${platform()}-${arch()}${platform() === 'linux' ? '-glibc' : ''}/deno`,
  workerd: () =>
    `@cloudflare/workerd-${platform()}-${arch() === 'x64' ? '64' : arch()}/bin/workerd`,
};

/** Path of the binary. @throws if there is none for this system. */
export function runtimeBinary(name: RuntimeName): string {
  const own = createRequire(`${root}test/runtimes/package.json`).resolve(`${name}/package.json`);
  return createRequire(own).resolve(BINARIES[name]());
}
