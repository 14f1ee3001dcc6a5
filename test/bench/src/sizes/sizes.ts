/**
 * What a page loads for each contender: gzip of what esbuild makes of its published package, minified, as a page would
 * bundle it, and the style sheet it needs.
 *
 * @module
 */
import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, Metafile } from 'esbuild';
import { bundle, workersFolder } from '../bundle.js';

/** Bytes, gzip level 9. */
export interface BundleSize {
  readonly name: string;
  readonly script: number;
  readonly style: number;
  /** Scripts that come when the first file is sent: workers and what is imported on demand, but for other languages. */
  readonly later: number;
}

interface Page {
  readonly name: string;
  /** The least that a page writes to use it. */
  readonly code: string;
  /** A module worker that bundlers emit beside it: its file. */
  readonly worker?: string;
}

const worker = `${workersFolder}/hash.worker.js`;

const pages: readonly Page[] = [
  {
    name: 'direct-upload, engine',
    code: `export { Uploader, fetchSigner } from '@direct-upload/widget/engine';`,
    worker,
  },
  { name: 'direct-upload, element', code: `import '@direct-upload/widget/define';`, worker },
  { name: 'Active Storage', code: `export { DirectUpload } from '@rails/activestorage';` },
  { name: 'UpChunk', code: `export { createUpload } from '@mux/upchunk';` },
  { name: 'tus-js-client', code: `export { Upload } from 'tus-js-client';` },
  {
    name: 'Uppy, core and aws-s3',
    code: `export { default as Uppy } from '@uppy/core'; export { default as AwsS3 } from '@uppy/aws-s3';`,
  },
  {
    name: 'Uppy, with Dashboard',
    code: `export { default as Uppy } from '@uppy/core'; export { default as AwsS3 } from '@uppy/aws-s3';
export { default as Dashboard } from '@uppy/dashboard';
import '@uppy/core/css/style.min.css'; import '@uppy/dashboard/css/style.min.css';`,
  },
  { name: 'vaadin-upload', code: `import '@vaadin/upload';` },
  {
    name: 'FilePond',
    code: `export { create } from 'filepond'; import 'filepond/dist/filepond.min.css';`,
  },
];

/** Measures them all. */
export function bundleSizes(): Promise<readonly BundleSize[]> {
  return Promise.all(pages.map(measure));
}

async function measure({ name, code, worker: beside }: Page): Promise<BundleSize> {
  const page = await sizesOf({ stdin: { contents: code, resolveDir: import.meta.dirname } });
  const more = beside === undefined ? undefined : await sizesOf({ entryPoints: [beside] });
  return {
    name,
    script: page.first,
    style: page.style,
    later: page.later + (more ? more.first + more.later : 0),
  };
}

interface Sizes {
  readonly first: number;
  readonly later: number;
  readonly style: number;
}

async function sizesOf(what: BuildOptions): Promise<Sizes> {
  const { metafile, outputFiles } = await bundle(what);
  const first = firstLoad(metafile);
  const sizes = { first: 0, later: 0, style: 0 };
  for (const { path, contents: bytes } of outputFiles) {
    const output = relative(process.cwd(), path);
    const size = gzipSync(bytes, { level: 9 }).byteLength;
    if (path.endsWith('.css')) sizes.style += size;
    else if (first.has(output)) sizes.first += size;
    else if (!isLocale(metafile, output)) sizes.later += size;
  }
  return sizes;
}

/** The entry and what it imports statically, as names of outputs. */
function firstLoad({ outputs }: Metafile): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') visit(next);
    }
  };
  const imported = new Set(
    Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path)),
  );
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    // Dynamic imports are entry points too for esbuild; the real one is nobody's import.
    if (entryPoint !== undefined && !imported.has(path)) visit(path);
  }
  return found;
}

/** A page loads one language at most. */
function isLocale({ outputs }: Metafile, output: string): boolean {
  return /\/locales\//.test(outputs[output]?.entryPoint ?? '');
}
