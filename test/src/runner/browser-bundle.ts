/**
 * Browser tests as a browser can load them: bundled, because a page that loads every source file by itself makes two hundred
 * requests before its first test, and three engines do so for each of ninety test files.
 *
 * @module
 */
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type { Middleware } from './browser-suite.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const widget = join(root, 'packages/widget');
/** The code of the worker, which no import names: `new Worker(new URL('./hash.worker.js', import.meta.url))`. */
const worker = join(widget, 'src/engine/hashing/hash.worker.ts');
/** The element, as the pages of tests load it. */
const element = join(widget, 'src/define.ts');

const common = {
  bundle: true,
  format: 'esm',
  // The same in all engines, so that they run the same code.
  target: 'es2022',
  tsconfig: join(widget, 'tsconfig.src.json'),
  absWorkingDir: root,
  sourcemap: 'linked',
  // The package's list of files that do something by themselves names what is built, not the source.
  ignoreAnnotations: true,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Test files in a form that a browser takes. */
export interface BrowserBundle {
  /** Absolute paths of the files to load, one for each test file. */
  readonly files: readonly string[];
  /** Finds the worker, which is asked for beside whatever file its code was bundled into, and the element. */
  readonly middleware: Middleware;
  /** The test file that this one was made of, from the root on. */
  sourceOf(file: string): string;
}

/**
 * Bundles these test files, with source maps. What several of them import becomes files of its own, so that a module is still
 * one module in each page.
 *
 * @param name - of the directory for what is built; two that run at the same time need two
 */
export async function bundleTests(files: readonly string[], name: string): Promise<BrowserBundle> {
  const outdir = join(root, 'test/dist/browser', name);
  await rm(outdir, { recursive: true, force: true });
  const workerFile = join(outdir, 'hash.worker.js');
  await build({ ...common, entryPoints: [worker], outfile: workerFile });
  const { metafile } = await build({
    ...common,
    entryPoints: [...files, element],
    splitting: true,
    conditions: ['development'],
    // The test runner's own.
    external: ['/__*'],
    outbase: root,
    outdir,
    // Tests look by name at which of them a page has loaded.
    chunkNames: 'shared/[name].[hash]',
    metafile: true,
  });
  const sources = new Map<string, string>();
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint !== undefined) sources.set(join(root, entryPoint), join(root, file));
  }
  const made = (source: string): string => {
    const file = sources.get(source);
    if (file === undefined) throw new Error(`esbuild made nothing of ${relative(root, source)}.`);
    return file;
  };
  const names = new Map(files.map((file) => [made(file), relative(root, file)]));
  const elementUrl = `/${relative(root, made(element))}`;
  return {
    files: [...names.keys()],
    middleware: async (context, next) => {
      if (context.path.endsWith('/hash.worker.js')) context.path = `/${relative(root, workerFile)}`;
      if (context.path === `/${relative(root, element)}`) context.redirect(elementUrl);
      else await next();
    },
    sourceOf: (file) => names.get(file) ?? relative(root, file),
  };
}
