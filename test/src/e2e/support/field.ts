/**
 * What a person does with the field, and what the page then shows.
 *
 * @module
 */
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';
import type { Page } from 'playwright-core';
import type { PageServer } from './page-server.js';
import type { Stage } from './stage.js';

/** The page with the field in it. */
export interface Field {
  readonly page: Page;
  /** Lets the files fall onto the field in one drop, as the operating system would. */
  drop(files: readonly { readonly path: string }[]): Promise<void>;
  /** Waits until every upload is final; resolves with their states. */
  settled(limit?: number): Promise<readonly { name: string; status: string; code?: string }[]>;
  /** Sends the form; resolves with the receipts that arrived at the app server. */
  submit(): Promise<readonly string[]>;
  /** CSP and Trusted Types violations so far. */
  violations(): Promise<readonly string[]>;
}

/** Opens the page in a context of its own. */
export async function openField(stage: Pick<Stage, 'browser' | 'site'>): Promise<Field> {
  const context = await stage.browser.newContext();
  return loadField(await context.newPage(), stage.site);
}

/** How long anything on the page may take while other tests share the processor. Milliseconds. */
const PATIENCE = 120_000;

/** Loads the site in this page. */
export async function loadField(page: Page, site: PageServer): Promise<Field> {
  page.setDefaultTimeout(PATIENCE);
  await page.goto(site.origin);
  await page.locator('direct-upload').waitFor();
  return {
    page,
    drop: (files) =>
      dropFiles(
        page,
        files.map(({ path }) => path),
      ),
    async settled(limit = PATIENCE) {
      await page.waitForFunction(
        () => {
          const final = ['done', 'failed', 'cancelled'];
          const { uploads } = document.querySelector('direct-upload')!.uploader;
          return uploads.length > 0 && uploads.every(({ state }) => final.includes(state.status));
        },
        undefined,
        { timeout: limit, polling: 100 },
      );
      return page.evaluate(() =>
        document.querySelector('direct-upload')!.uploader.uploads.map(({ file, state }) => ({
          name: file.name,
          status: state.status,
          ...(state.status === 'failed' && { code: state.error.code }),
        })),
      );
    },
    async submit() {
      // What the browser itself asks before it lets the form go.
      await page.waitForFunction(() => document.forms[0]?.checkValidity());
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Thank you').waitFor();
      return site.submissions.at(-1) ?? [];
    },
    violations: () =>
      page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations),
  };
}

/** A real drag from outside the browser: the page gets files on disk, not copies in memory. */
export async function dropFiles(page: Page, paths: readonly string[], field = 0): Promise<void> {
  const box = await page.locator('direct-upload').nth(field).boundingBox();
  if (!box) throw new Error('the field is not visible');
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const point = { x: box.x + box.width / 2, y: box.y + Math.min(40, box.height / 2), data };
  // The session stays: detaching one would take another's network emulation along (Chromium 156: `onLine` turns true).
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...point });
  }
}
