/**
 * The built module on a page as its server really answers: languages that load, that are missing, that never come.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../setup/browsers.js';

const cdn = new URL('../../../packages/widget/dist/cdn/', import.meta.url);

const page = (lang: string): string =>
  `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><title>Files</title>
  <script type="module" src="/direct-upload.js"></script><form><direct-upload name="files" required></direct-upload></form>`;

describe('a page in another language', { timeout: 60_000 }, () => {
  let browser: Browser;
  /** Paths that were asked for. */
  let asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.endsWith('.js')) {
      asked.push(pathname);
      response.setHeader('content-type', 'text/javascript');
      readFile(new URL(`.${pathname}`, cdn)).then(
        (text) => response.end(text),
        () => response.writeHead(404).end(),
      );
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', "default-src 'self'");
      response.end(page(searchParams.get('lang') ?? 'en'));
    }
  });
  const open = async (lang: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> => {
    asked = [];
    const opened = await browser.newPage();
    await prepare?.(opened);
    const { port } = server.address() as AddressInfo;
    await opened.goto(`http://localhost:${port}/?lang=${lang}`, { waitUntil: 'commit' });
    return opened;
  };
  const button = (opened: Page, text: string): Promise<void> =>
    opened.locator('direct-upload').getByRole('button', { name: text, exact: true }).waitFor();

  before(async () => {
    browser = await launchChromium();
    await new Promise<void>((resolve) => server.listen(0, resolve));
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  test('loads its own file and no other, under a strict policy', async () => {
    const opened = await open('de-AT');
    await button(opened, 'Datei auswählen');
    assert.deepEqual(asked.filter((path) => path.startsWith('/locales')).sort(), [
      ...['/locales.js', '/locales/de.js'],
    ]);
    await opened.close();
  });

  test('loads none in English', async () => {
    const opened = await open('en-GB');
    await button(opened, 'Choose file');
    assert.ok(asked.includes('/direct-upload.js'));
    assert.ok(!asked.some((path) => path.startsWith('/locales')));
    await opened.close();
  });

  test('is in English where the file is missing, and in the next language where it is not', async () => {
    const opened = await open('fr', (at) =>
      at.route('**/locales/fr.js', (route) => route.fulfill({ status: 404 })),
    );
    await button(opened, 'Choose file');
    await opened.evaluate(() => (document.documentElement.lang = 'ja'));
    await button(opened, 'ファイルを選択');
    await opened.close();
  });

  test('is in English while the file does not come, then changes; its form waits from the start', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const opened = await open('el', (at) =>
      at.route('**/locales/el.js', async (route) => {
        await held;
        await route.continue();
      }),
    );
    await opened.waitForFunction(() => document.querySelector('form')?.matches(':invalid'));
    await button(opened, 'Choose file');
    letGo();
    await button(opened, 'Επιλογή αρχείου');
    await opened.close();
  });

  test('gets its language when the network is back', async () => {
    const opened = await open('en');
    await button(opened, 'Choose file');
    await opened.context().setOffline(true);
    await opened.evaluate(() => (document.documentElement.lang = 'pt'));
    // Once a later import of it has failed, the field's own has.
    await opened.evaluate((path: string) => import(path).catch(() => undefined), '/locales.js');
    await opened.context().setOffline(false);
    await button(opened, 'Escolher arquivo');
    await opened.close();
  });
});
