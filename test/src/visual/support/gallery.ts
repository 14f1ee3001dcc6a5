/**
 * A site with the page of the pictures, and a Chromium that draws alike everywhere.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { launchChromium } from '../../setup/browsers.js';
import type { Case } from '../cases.js';

/** Pages with one field each. */
export interface Gallery {
  /** Opens the page in the case's surroundings. The caller closes it. */
  open(shown: Case): Promise<Page>;
  close(): Promise<void>;
}

const source = fileURLToPath(new URL('../../../src/visual/page/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Letters are drawn from the fonts alone: no hinting by the system, no colours of a certain screen. */
const drawing = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];

/** Builds the page, in memory, and starts what shows it. */
export async function openGallery(): Promise<Gallery> {
  const files = await bundle();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const body = files.get(name);
    if (body === undefined) response.writeHead(404).end();
    else
      response.writeHead(200, { 'content-type': types[extname(name)] ?? 'text/plain' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchChromium({ args: drawing });
  return {
    open: (shown) => openCase(browser, `http://127.0.0.1:${port}/`, shown),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bundle(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const result = await build({
    configFile: false,
    root: source,
    logLevel: 'warn',
    mode: 'production',
    build: { write: false, target: 'es2022', assetsInlineLimit: 0, modulePreload: false },
  });
  if (!('output' in result)) throw new TypeError('Vite: one output was expected');
  return new Map(
    result.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
  );
}

async function openCase(browser: Browser, origin: string, shown: Case): Promise<Page> {
  const { scene, scheme = 'light', dir = 'ltr', lang = 'en', look = '', width = '640px' } = shown;
  const page = await browser.newPage({
    viewport: { width: Number.parseInt(width), height: 400 },
    deviceScaleFactor: 1,
    colorScheme: scheme,
    locale: lang,
    reducedMotion: 'reduce',
  });
  await page.emulateMedia({ ...shown.media });
  const query = new URLSearchParams({ scene, scheme, dir, lang, look, width });
  await page.goto(`${origin}?${query.toString()}`);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  // The page's language arrives a moment later than the page.
  if (lang !== 'en')
    await page.getByRole('button', { name: /^(Add|Choose) files$/ }).waitFor({ state: 'detached' });
  return page;
}

/** Where the baselines are. */
export const baselines = join(source, '../baselines/');
