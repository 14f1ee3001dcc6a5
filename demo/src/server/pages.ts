/**
 * Builds the pages with Vite when the demo starts, into memory. A production build, not Vite's dev server: the dev server
 * needs inline scripts, styles injected by script and a web socket, all of which a strict Content-Security-Policy forbids.
 * It takes less than a second and is never stale.
 *
 * @module
 */
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { parseTemplate, type Template } from './template.js';

/** One file that is served as it stands. */
export interface Asset {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** The built site. */
export interface Pages {
  /** By path with a leading slash; names carry a content hash. */
  readonly assets: ReadonlyMap<string, Asset>;
  readonly form: Template;
  readonly receipts: Template;
  readonly theming: Template;
}

const pagesDirectory = fileURLToPath(new URL('../../pages/', import.meta.url));

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Runs the build; nothing is written to disk. */
async function bundle(): Promise<Rolldown.RolldownOutput> {
  const result = await build({
    configFile: false,
    root: pagesDirectory,
    logLevel: 'warn',
    // A production build, however the process that starts the demo is set up.
    mode: 'production',
    worker: { format: 'es' },
    build: {
      write: false,
      target: 'es2022',
      // `data:` URLs would need a hole in `img-src`; the preload polyfill is of no use to today's browsers.
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        // How long plugins took on a busy machine is no news to who starts a demo.
        checks: { bundlerTimings: false },
        input: ['index.html', 'receipts.html', 'theming.html'].map((page) =>
          join(pagesDirectory, page),
        ),
      },
    },
  });
  if (!('output' in result)) throw new TypeError('Vite: one output was expected');
  return result;
}

/** Makes an asset of one output file. */
function assetOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): Asset {
  const extension = file.fileName.slice(file.fileName.lastIndexOf('.') + 1);
  const body =
    file.type === 'chunk'
      ? file.code
      : typeof file.source === 'string'
        ? file.source
        : Uint8Array.from(file.source);
  return { body, contentType: contentTypes[extension] ?? 'application/octet-stream' };
}

/** Builds the site. */
export async function buildPages(): Promise<Pages> {
  const { output } = await bundle();
  const assets = new Map<string, Asset>();
  const templates = new Map<string, Template>();
  for (const file of output) {
    const asset = assetOf(file);
    if (!file.fileName.endsWith('.html')) assets.set(`/${file.fileName}`, asset);
    else templates.set(basename(file.fileName), parseTemplate(String(asset.body)));
  }
  const form = templates.get('index.html');
  const receipts = templates.get('receipts.html');
  const theming = templates.get('theming.html');
  if (!form || !receipts || !theming) throw new TypeError('Vite: a page is missing');
  return { assets, form, receipts, theming };
}
