/**
 * Makes a contender's page: its own modules, minified, and the style sheet it needs.
 *
 * @module
 */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Metafile, type OutputFile } from 'esbuild';
import type { PageEntry } from './contenders.js';

const pages = fileURLToPath(new URL('./pages', import.meta.url));
/** Where this project's workers lie. */
export const workersFolder = fileURLToPath(
  new URL('hashing', import.meta.resolve('@direct-upload/widget/engine')),
);
const WORKER = /\w+\.worker\.js/g;

interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The pages of all contenders, served. */
export interface Site extends AsyncDisposable {
  readonly origin: string;
  urlOf(entry: PageEntry): string;
  /** Where pages find the MD5s of the work, as JSON. */
  readonly etags: string;
  tellEtags(etags: Readonly<Record<string, string>>): void;
  /** Throws if a page asked for something in vain: a contender that does without its worker is another contender. */
  assertServed(): void;
}

const ETAGS = '/etags.json';

/** Bundles and serves them. */
export async function serveSite(entries: readonly PageEntry[]): Promise<Site> {
  const assets = new Map<string, Asset>();
  const missing = new Set<string>();
  for (const [index, entry] of entries.entries()) await addPage(assets, `/${index}/`, entry);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const asset = assets.get(pathname);
    if (!asset) {
      if (pathname !== '/favicon.ico') missing.add(pathname);
      response.writeHead(404).end();
    } else response.writeHead(200, { 'content-type': asset.type }).end(asset.bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    urlOf: (entry) => `${origin}/${entries.indexOf(entry)}/`,
    etags: `${origin}${ETAGS}`,
    tellEtags(etags) {
      assets.set(ETAGS, { type: 'application/json', bytes: Buffer.from(JSON.stringify(etags)) });
    },
    assertServed() {
      if (missing.size > 0) throw new Error(`the page lacks ${[...missing].join(', ')}`);
    },
    [Symbol.asyncDispose]: () => end(server),
  };
}

async function addPage(assets: Map<string, Asset>, at: string, entry: PageEntry): Promise<void> {
  const { outputFiles: modules } = await bundle({
    stdin: {
      contents: `import { ${entry.pick} } from './${entry.module}.js'; globalThis.contender = ${entry.pick};`,
      resolveDir: pages,
    },
    entryNames: 'page',
  });
  // esbuild does not follow `new Worker(new URL(…))`: as in any page that it builds, the worker is an entry of its own.
  const named = new Set(modules.flatMap(({ text }) => text.match(WORKER) ?? []));
  const { outputFiles: workers } = await bundle({
    entryPoints: Array.from(named, (name) => `${workersFolder}/${name}`),
  });
  for (const { path, contents } of [...modules, ...workers]) {
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    assets.set(at + path.slice('/out/'.length), { type, bytes: contents });
  }
  const style = assets.has(`${at}page.css`) ? '<link rel="stylesheet" href="page.css" />' : '';
  const html = `<!doctype html><meta charset="utf-8" /><title>${entry.name}</title>${style}
<input type="file" multiple id="files" /><script type="module" src="page.js"></script>`;
  assets.set(at, { type: 'text/html', bytes: Buffer.from(html) });
}

/** A bundle as a page ships it. */
export interface Bundle {
  readonly outputFiles: readonly OutputFile[];
  readonly metafile: Metafile;
}

/** Makes one. */
export async function bundle(what: BuildOptions): Promise<Bundle> {
  return build({
    ...what,
    metafile: true,
    outdir: '/out',
    assetNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    minify: true,
    write: false,
    // Lit and Vaadin have slower builds for developers.
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
}

async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
