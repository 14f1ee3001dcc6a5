/**
 * Compiles the tests, and the sources with every mutant in them: Stryker's build command, in its copy of the sources. Types
 * are not looked at; mutants would not pass.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { engine, root, signer } from './targets.ts';
import type { Target } from './targets.ts';

const options = ({ path, tests }: Target): BuildOptions => ({
  entryPoints: tests.map((file) => `${path}/src/${file}`),
  outdir: `${path}/dist`,
  outbase: `${path}/src`,
  format: 'esm',
  platform: 'node',
  bundle: true,
});

await build({
  ...options(signer),
  // Found when they run; Stryker links node_modules only after this.
  packages: 'external',
  alias: { 'node:test': fileURLToPath(new URL('node-test.ts', import.meta.url)) },
});

/** The engine's tests run in browsers; of what a browser has, these need no more than what is put in its place here. */
await build({
  ...options(engine),
  alias: { '@open-wc/testing': fileURLToPath(import.meta.resolve('chai')) },
  nodePaths: [`${root}${engine.path}/node_modules`],
});
