/**
 * The demo as a visitor meets it: started by its command, driven in Chromium, until the receipts stand decoded.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settingsFrom, startDemo, type Demo } from 'demo';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../setup/browsers.js';
import { createFileMaker, type FileMaker } from './support/files.js';

let demo: Demo;
let browser: Browser;
let files: FileMaker;
before(async () => {
  files = await createFileMaker();
  demo = await startDemo(settingsFrom({ DEMO_PORT: '0', SIGNER_PORT: '0', STORAGE_PORT: '0' }));
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await demo.close();
  await files.remove();
});

test('files go to storage, receipts to the page, and no byte of a file to its server', async () => {
  const made = [await files.make('photo.bin', 3_000_000), await files.make('notes.txt', 2000)];
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(demo.url);
  // Playwright's own way to answer a file dialog.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /choose|add/i }).click();
  await (await chooser).setFiles(made.map(({ path }) => path));
  await page.getByText('2 of 2 files uploaded').waitFor();
  await page.getByRole('button', { name: 'Submit' }).click();

  await page.locator('[data-verdict]').first().waitFor();
  assert.equal(await page.locator('[data-verdict=verified]').count(), 2);
  const text = await page.locator('main').innerText();
  for (const { name, md5 } of made) {
    assert.ok(text.includes(name), name);
    assert.ok(text.includes(md5), md5);
  }
  const ledger = (await (await fetch(new URL('/ledger', demo.url))).json()) as unknown;
  assert.deepEqual(pick(ledger), { storageBytes: 3_002_000, fileBytes: 0, verified: 2 });

  const link = await page
    .getByRole('link', { name: /stored file/i })
    .first()
    .getAttribute('href');
  assert.ok(link);
  const got = await fetch(link);
  assert.equal(got.status, 200);
  assert.equal((await got.arrayBuffer()).byteLength, 3_000_000);
  assert.deepEqual(complaints, []);
});

function pick(ledger: unknown): unknown {
  const { storageBytes, fileBytes, verified } = ledger as Record<string, unknown>;
  return { storageBytes, fileBytes, verified };
}
