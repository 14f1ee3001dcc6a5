/**
 * The demo's page with the three looks: works under the strict policy, shows the style sheets it uses, and so do the docs.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { settingsFrom, startDemo, type Demo } from 'demo';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../setup/browsers.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const looks = ['default', 'bootstrap', 'midnight'] as const;

function lookSource(name: string): Promise<string> {
  return readFile(join(root, `packages/widget/looks/${name}.css`), 'utf8');
}

test('the docs show the style sheets as they are', async () => {
  const text = await readFile(join(root, 'docs/theming.md'), 'utf8');
  for (const name of looks) {
    const shown = `<!-- file: packages/widget/looks/${name}.css -->\n\n\`\`\`css\n${await lookSource(name)}\`\`\``;
    assert.ok(text.includes(shown), `docs/theming.md shows another ${name}.css than there is`);
  }
});

describe('the page with the looks', () => {
  let demo: Demo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo(settingsFrom({ DEMO_PORT: '0', SIGNER_PORT: '0', STORAGE_PORT: '0' }));
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await demo.close();
  });

  /** Opens the page; what the browser complains of, CSP above all, goes into `complaints`. */
  async function open(
    width: number,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<{ page: Page; complaints: readonly string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(new URL('/theming.html', demo.url).href);
    for (const id of ['default', 'bootstrap', 'midnight']) {
      const field = page.locator(`#${id}-filled`);
      for (const state of ['done', 'failed', 'paused']) {
        await field.locator(`[data-status=${state}]`).waitFor();
      }
      await field.getByText('Uploading 62').waitFor();
    }
    return { page, complaints };
  }

  for (const scheme of ['light', 'dark'] as const) {
    test(`has nothing for the browser or axe to find, ${scheme}`, async () => {
      const { page, complaints } = await open(1500, scheme);
      const { resolve } = createRequire(join(root, 'packages/widget/package.json'));
      // Evaluated by the debugger, which no policy holds back; a `<script>` would be.
      await page.evaluate(await readFile(resolve('axe-core/axe.min.js'), 'utf8'));
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join()}`);
      });
      assert.deepEqual(found, []);
      assert.equal(
        await page.locator('.bootstrap').getAttribute('data-bs-theme'),
        scheme,
        'Bootstrap follows the page',
      );
      for (const name of looks) {
        const source = await lookSource(name);
        assert.ok((await page.locator('pre').allTextContents()).includes(source), name);
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  test('fits a telephone, in both directions', async () => {
    const { page } = await open(320);
    for (const dir of ['ltr', 'rtl']) {
      const width = await page.evaluate((value) => {
        document.documentElement.dir = value;
        return document.documentElement.scrollWidth;
      }, dir);
      assert.equal(width, 320, dir);
    }
    await page.close();
  });

  test('is no picture: a knob turns, a retry ends verified', async () => {
    const { page } = await open(1500);
    await page.getByLabel('Radius').fill('3');
    const radius = await page
      .locator('#default-empty [part=dropzone]')
      .evaluate((zone) => getComputedStyle(zone).borderRadius);
    assert.equal(radius, '3px');
    const field = page.locator('#midnight-filled');
    await field.getByRole('button', { name: 'Retry Survey results.csv' }).click();
    await field.getByText('2 of 4 files uploaded').waitFor();
    await page.close();
  });
});
