/**
 * `pnpm --filter demo screenshot [name…]`: takes the pictures in docs/images from the running demo, with real uploads in
 * it. Without names, all of them.
 *
 * @module
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { settingsFrom, startDemo } from '../index.js';
import { pictures, type Picture } from './pictures.js';

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

/** Space around what is on the picture, in CSS pixels. */
const MARGIN = 20;

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { name, path, width, scale, scheme, frame, prepare } = picture;
  const page = await browser.newPage({
    viewport: { width, height: 1000 },
    deviceScaleFactor: scale,
    colorScheme: scheme,
  });
  await page.goto(new URL(path, url).href);
  await prepare(page);
  const box = await page.locator(frame).first().boundingBox();
  if (box === null) throw new Error(`${name}: the page has no ${frame}`);
  const left = Math.max(0, box.x - MARGIN);
  const top = Math.max(0, box.y - MARGIN);
  const clip = {
    x: left,
    y: top,
    width: Math.min(width - left, box.x + box.width + MARGIN - left),
    height: box.y + box.height + MARGIN - top,
  };
  await page.screenshot({ path: join(images, `${name}.png`), clip, fullPage: true });
  await page.close();
  process.stdout.write(`${name}.png\n`);
}

await mkdir(images, { recursive: true });
const wanted = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
try {
  for (const picture of pictures) {
    if (wanted.length > 0 && !wanted.includes(picture.name)) continue;
    // A demo for each, so that its books begin at zero.
    const demo = await startDemo(settingsFrom(anyPorts));
    await take(browser, demo.url, picture).finally(() => demo.close());
  }
} finally {
  await browser.close();
}
