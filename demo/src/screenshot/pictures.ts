/**
 * The pictures for people: which page, how wide, and what is done on it before it is taken.
 *
 * @module
 */
import type { Page } from 'playwright-core';
import { addMany, choose, slowDown, type ChosenFile } from './steps.js';

/** One picture. */
export interface Picture {
  /** File in docs/images, without `.png`. */
  readonly name: string;
  readonly path: string;
  /** CSS pixels. */
  readonly width: number;
  /** Pixels per CSS pixel. */
  readonly scale: number;
  readonly scheme: 'light' | 'dark';
  /** What is on it: the first match of this selector. */
  readonly frame: string;
  readonly prepare: (page: Page) => Promise<void>;
}

const finished: readonly ChosenFile[] = [
  { name: 'Lighthouse at dusk.jpg', size: 4_812_733 },
  { name: 'Survey results 2026.csv', size: 386_204 },
];
const running: ChosenFile = {
  name: 'Interview, take 3.mp4',

  size: 41_930_112,
};

/** Two verified, one under way. */
async function inUse(page: Page): Promise<void> {
  await page.getByLabel('From').fill('Ada Lovelace');
  await choose(page, finished);
  const rows = page.locator('direct-upload [part~=row]');
  for (const { name } of finished) {
    await rows
      .filter({ has: page.locator(`[title="${name}"]`) })
      .and(page.locator('[data-status=done]'))
      .waitFor();
  }
  await slowDown(page, 3_000_000);
  await choose(page, [running]);
  // Nothing shows a focus ring in the picture.
  await page.getByRole('heading', { level: 1 }).click();
  await rows.filter({ hasText: /Uploading\D*[5-8]\d/ }).waitFor();
}

/** Files that the field refuses, each for its own reason. */
async function refused(page: Page): Promise<void> {
  await page.locator('direct-upload').evaluate((field) => {
    Object.assign(field, { maxSize: '4MB', accept: 'image/*,.csv', maxFiles: 2 });
  });
  const [photo, table] = finished as readonly [ChosenFile, ChosenFile];
  await choose(page, [photo, table, running]);
  const small = { name: 'Harbour.png', size: 1_204_000 };
  await choose(page, [small, { ...small, name: 'Harbour (2).png' }]);
  await page.locator('direct-upload [data-status=failed]').nth(2).waitFor();
  await page.locator('direct-upload [data-status=done]').nth(1).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
}

/** The staged uploads stand where they shall. */
async function staged(page: Page): Promise<void> {
  for (const field of await page.locator('[data-staged]').all()) {
    for (const state of ['done', 'failed', 'paused']) {
      await field.locator(`[data-status=${state}]`).waitFor();
    }
    await field.getByText('Uploading 62').waitFor();
  }
}

/** The same in Arabic. */
async function arabic(page: Page): Promise<void> {
  await staged(page);
  await page.locator('html').evaluate((root) => {
    Object.assign(root, { lang: 'ar', dir: 'rtl' });
  });
  const field = page.locator('#default-filled');
  await field.getByRole('button', { name: 'Add files' }).waitFor({ state: 'detached' });
}

const form = { path: '/', width: 1120, scale: 2, scheme: 'light', frame: '.stage' } as const;

/** All of them. */
export const pictures: readonly Picture[] = [
  { ...form, name: 'element', prepare: inUse },
  { ...form, name: 'element-dark', scheme: 'dark', prepare: inUse },
  { ...form, name: 'narrow', width: 360, frame: '#form', prepare: inUse },
  { ...form, name: 'errors', width: 760, scale: 1.5, frame: '#form', prepare: refused },
  {
    ...{ ...form, name: 'many-files', width: 760, scale: 1.5, frame: '#form' },
    prepare: (page) => addMany(page, 5000, 1800),
  },
  {
    ...{ ...form, name: 'theming', path: '/theming.html', width: 1500, scale: 1.25 },
    ...{ frame: '.looks', prepare: staged },
  },
  {
    ...{ ...form, name: 'rtl', path: '/theming.html', width: 700 },
    ...{ frame: '.field:has(#default-filled)', prepare: arabic },
  },
];
