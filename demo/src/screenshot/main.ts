/**
 * `pnpm --filter demo screenshot`: takes the README's pictures of the element from the running demo, light and dark, with
 * real uploads in it: two verified, one under way.
 *
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { settingsFrom, startDemo } from '../index.js';

/** The machine's own Chromium; nothing is downloaded. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

/** Keeps Chromium to the task, and lets it run as root in a container. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

const anyPorts = { DEMO_PORT: '0', SIGNER_PORT: '0', STORAGE_PORT: '0' };

const finished = [
  { name: 'Lighthouse at dusk.jpg', mimeType: 'image/jpeg', size: 4_812_733 },
  { name: 'Survey results 2026.csv', mimeType: 'text/csv', size: 386_204 },
];
const running = { name: 'Interview, take 3.mp4', mimeType: 'video/mp4', size: 41_930_112 };

/** Chooses files in the element as a person would. */
async function choose(page: Page, files: readonly (typeof running)[]): Promise<void> {
  const payload = files.map(({ name, mimeType, size }) => ({
    name,
    mimeType,
    buffer: Buffer.alloc(size, name),
  }));
  await page.locator('direct-upload input[type=file]').setInputFiles(payload);
}

/** Waits until the field shows what the picture wants. */
async function prepare(page: Page): Promise<void> {
  await page.getByLabel('From').fill('Ada Lovelace');
  await choose(page, finished);
  const rows = page.locator('direct-upload [part~=row]');
  for (const { name } of finished) {
    await rows.filter({ has: page.locator(`[title="${name}"]`), hasText: 'Verified' }).waitFor();
  }
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const limits = {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 6_000_000,
  };
  await devtools.send('Network.emulateNetworkConditions', limits);
  await choose(page, [running]);
  // Nothing shows a focus ring in the picture.
  await page.getByRole('heading', { level: 1 }).click();
  await rows.filter({ hasText: /Uploading\D*[5-8]\d/ }).waitFor();
}

/** One picture of the form and the ledger beside it. */
async function take(browser: Browser, url: string, scheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1120, height: 1000 },
    deviceScaleFactor: 2,
    colorScheme: scheme,
  });
  await page.goto(url);
  await prepare(page);
  const box = await page.locator('.stage').boundingBox();
  if (box === null) throw new Error('the page has no form');
  const margin = 20;
  const clip = {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  const name = scheme === 'light' ? 'element.png' : 'element-dark.png';
  await page.screenshot({ path: join(images, name), clip });
  await page.close();
}

await mkdir(images, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
try {
  for (const scheme of ['light', 'dark'] as const) {
    // A demo for each, so that its books begin at zero.
    const demo = await startDemo(settingsFrom(anyPorts));
    await take(browser, demo.url, scheme).finally(() => demo.close());
  }
} finally {
  await browser.close();
}
