/**
 * What is done on a page before its picture is taken.
 *
 * @module
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DirectUpload } from '@direct-upload/widget';
import type { Page } from 'playwright-core';

/** A file to choose. */
export interface ChosenFile {
  /** The browser knows its type by it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** Chooses files in the element as a person would, from a disk: through the debugger, 40 MB take the better part of a minute. */
export async function choose(page: Page, files: readonly ChosenFile[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'direct-upload-pictures-'));
  page.once('close', () => void rm(folder, { recursive: true, force: true }));
  const paths = files.map(({ name }) => join(folder, name));
  for (const [index, { name, size }] of files.entries()) {
    await writeFile(paths[index] ?? '', Buffer.alloc(size, name));
  }
  await page.locator('direct-upload input[type=file]').first().setInputFiles(paths);
}

/** Gives the page a slow connection, in bytes per second. */
export async function slowDown(page: Page, uploadThroughput: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const limits = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
  await devtools.send('Network.emulateNetworkConditions', limits);
}

/** Adds so many small files at once and waits until some of them are verified. */
export async function addMany(page: Page, count: number, verified: number): Promise<void> {
  await page.locator('direct-upload').evaluate((field, length) => {
    const name = (index: number): string => `IMG_${String(index + 1).padStart(4, '0')}.jpg`;
    const bytes = new Uint8Array(40_000);
    const type = 'image/jpeg';
    Object.assign(field, { maxFiles: null });
    const files = Array.from({ length }, (_, index) => new File([bytes], name(index), { type }));
    (field as unknown as Pick<DirectUpload, 'addFiles'>).addFiles(files);
  }, count);
  for (;;) {
    const done = await page
      .locator('direct-upload')
      .evaluate(
        (field) =>
          (field as unknown as Pick<DirectUpload, 'uploads'>).uploads.filter(
            ({ state }) => state.status === 'done',
          ).length,
      );
    if (done >= verified) return;
    await page.waitForTimeout(200);
  }
}
