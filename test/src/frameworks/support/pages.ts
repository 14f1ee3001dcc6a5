/**
 * What a visitor of an example does, and what is then to be seen.
 *
 * @module
 */
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';
import assert from 'node:assert/strict';
import type { Site } from 'frameworks';
import type { Page } from 'playwright-core';
import type { MadeFile } from '../../e2e/support/files.js';

/** Answers the file dialog of the field. */
export async function choose(page: Page, ...files: readonly MadeFile[]): Promise<void> {
  // The button's text is the property `messages`: it arrived as an object.
  await page.getByRole('button', { name: 'Choose photos' }).waitFor();
  await page.locator('input[type=file]').setInputFiles(files.map(({ path }) => path));
}

/** Posts the form and compares what the app server verified with the files. */
export async function post(page: Page, site: Site, ...files: readonly MadeFile[]): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^\d+ verified/).waitFor();
  const claims = site.submissions.at(-1) ?? [];
  assert.deepEqual(
    claims.map(({ upload }) => [upload.name, upload.size, upload.md5]),
    files.map(({ name, size, md5 }) => [name, size, md5]),
  );
}

/** Uploads one file and posts the form; the state of the framework and the form have the same receipt. */
export async function uploadAndPost(page: Page, site: Site, file: MadeFile): Promise<void> {
  await choose(page, file);
  await page.getByText(`${file.name} is stored and verified.`).waitFor();
  await page.locator('ol li').waitFor();
  const shown = await page.locator('ol li').allInnerTexts();
  const held = await page.evaluate(() => document.querySelector('direct-upload')!.receipts);
  assert.deepEqual(shown, held);
  await post(page, site, file);
}

/** What the field was told in the template. */
export function settings(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const { name, endpoint, multiple, required, accept, maxSize } =
      document.querySelector('direct-upload')!;
    return { name, endpoint, multiple, required, accept, maxSize };
  });
}

/** What every example tells it. */
export const expectedSettings = {
  name: 'photos',
  endpoint: '/uploads',
  multiple: true,
  required: true,
  accept: 'image/*',
  maxSize: '50MB',
};
