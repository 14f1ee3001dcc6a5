/**
 * The size budgets: gzip of what esbuild makes of the built packages, as a page would bundle them. Budgets hold for what
 * a page loads before anybody chose a file (docs/decisions/0005-what-loads-when.md); what is loaded later is printed
 * beside it, so that weight cannot hide there.
 *
 * @module
 */
import { readFile, readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import type { Metafile } from 'esbuild';
import { root } from './check.ts';
import type { Check } from './check.ts';

interface Budget {
  readonly what: string;
  /** In kB of 1000 bytes, gzip level 9. */
  readonly limit: number;
  readonly measure: () => Promise<Sizes>;
}

/** Bytes. */
interface Sizes {
  readonly first: number;
  /** Chunks that a dynamic import brings, but for the locales: no page loads more than one of them. */
  readonly later: number;
}

const lit = ['lit', 'lit/*', 'lit-html', 'lit-html/*', '@lit/*', 'lit-element', 'lit-element/*'];
const dist = `${root}packages/widget/dist/`;

const budgets: readonly Budget[] = [
  { what: 'engine', limit: 8, measure: () => bundle(`${dist}engine/index.js`) },
  { what: 'hash worker', limit: 13, measure: () => bundle(`${dist}engine/hashing/hash.worker.js`) },
  {
    what: 'element and engine, no Lit',
    limit: 18.5,
    measure: () => bundle(`${dist}define.js`, lit),
  },
  { what: 'CDN module, with Lit', limit: 25, measure: () => shipped('direct-upload.js') },
  { what: 'largest locale', limit: 1.5, measure: largestLocale },
];

export const size: Check = {
  name: 'size',
  mend: 'load it later or write it smaller; a budget is raised only with a decision record',
  async run(note) {
    const problems: string[] = [];
    note(['', 'first load', 'budget', 'later'].map(column).join(''));
    for (const { what, limit, measure } of budgets) {
      const { first, later } = await measure();
      note([what, kB(first), kB(limit * 1000), kB(later)].map(column).join(''));
      if (first > limit * 1000) problems.push(`${what}: ${kB(first)} is over ${limit} kB`);
    }
    return problems;
  },
};

async function bundle(entry: string, external: readonly string[] = []): Promise<Sizes> {
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    external: [...external],
    outdir: '/bundle',
    write: false,
    metafile: true,
    logLevel: 'silent',
    legalComments: 'none',
  });
  const locales = Object.entries(metafile.outputs)
    .filter(([, { entryPoint = '' }]) => /\/dist\/locales\//.test(entryPoint))
    .map(([path]) => path.replace(/^.*\//, ''));
  const gzip = new Map(
    outputFiles.map(({ path, contents }) => [path.replace(/^.*\//, ''), gzipped(contents)]),
  );
  const names = firstLoad(metafile);
  for (const name of locales) gzip.delete(name);
  const sum = (wanted: boolean): number =>
    [...gzip].reduce((total, [name, bytes]) => total + (names.has(name) === wanted ? bytes : 0), 0);
  return { first: sum(true), later: sum(false) };
}

/** The entry and what it imports statically, as file names. */
function firstLoad({ outputs }: Metafile): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    const name = path.replace(/^.*\//, '');
    if (found.has(name)) return;
    found.add(name);
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(next);
    }
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    // Dynamic imports are entry points too for esbuild; the real one is nobody's import.
    if (entryPoint && !isImported(path, outputs)) visit(path);
  }
  return found;
}

function isImported(path: string, outputs: Metafile['outputs']): boolean {
  return Object.values(outputs).some(({ imports }) => imports.some((each) => each.path === path));
}

/** The CDN build as it is shipped: the module and its static imports; the rest of the scripts is later. */
async function shipped(entry: string): Promise<Sizes> {
  const first = new Map<string, number>();
  const later = new Map<string, number>();
  const visit = async (name: string, sizes: Map<string, number>): Promise<void> => {
    if (first.has(name) || later.has(name)) return;
    const text = await readFile(`${dist}cdn/${name}`, 'utf8');
    sizes.set(name, gzipped(text));
    for (const [, next = ''] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+)["'`]/g)) {
      await visit(next, sizes);
    }
  };
  await visit(entry, first);
  for (const name of await scripts()) await visit(name, later);
  const sum = (sizes: Map<string, number>): number =>
    [...sizes.values()].reduce((a, b) => a + b, 0);
  return { first: sum(first), later: sum(later) };
}

/** Each by itself: what it imports is the same for all. Its letters as UTF-8, as Vite and Rollup leave them. */
async function largestLocale(): Promise<Sizes> {
  const names = (await readdir(`${dist}locales`)).filter((name) => /^(?!keys).*\.js$/.test(name));
  const sizes = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${dist}locales/${name}`, 'utf8');
      const { code } = await transform(text, { format: 'esm', minify: true, charset: 'utf8' });
      return gzipped(code);
    }),
  );
  return { first: Math.max(...sizes), later: 0 };
}

async function scripts(): Promise<readonly string[]> {
  return (await readdir(`${dist}cdn`)).filter((name) => name.endsWith('.js'));
}

function gzipped(contents: string | Uint8Array): number {
  return gzipSync(contents, { level: 9 }).byteLength;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(2)} kB`;
}

function column(text: string, index: number): string {
  return index === 0 ? text.padEnd(30) : text.padStart(12);
}
