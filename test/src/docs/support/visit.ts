/**
 * A visit to a document's page in Chromium, and what a person does there.
 *
 * @module
 */
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { MadeFile } from '../../e2e/support/files.js';
import type { DocumentStage } from './document.js';
import type { Post } from './site.js';

/** The page. */
export interface Visit {
  readonly page: Page;
  /** Everything the page wrote to the console, in order. */
  readonly lines: readonly string[];
  /** Adds a block to the page, as its author would: a module or a style sheet. */
  add(name: string): Promise<void>;
  /** Chooses files in a field. */
  choose(files: readonly MadeFile[], field?: string): Promise<void>;
  /** Waits until every upload of a field is final; resolves with `name status`, sorted. */
  settled(field?: string): Promise<readonly string[]>;
  /** Presses the button of the form; resolves with what arrived at the server. */
  submit(name: string): Promise<Post>;
  /** Ends the visit. Fails if the page broke the policy or threw. */
  leave(): Promise<void>;
}

/** Opens a page of the document's site in a context of its own. */
export async function visit(
  { site, browser }: DocumentStage,
  path = '/',
  tag = 'direct-upload',
): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const [lines, faults]: [string[], string[]] = [[], []];
  page.on('console', (message) => {
    const text = message.text();
    lines.push(text);
    if (/Content Security Policy|TrustedScript|TrustedHTML/.test(text)) faults.push(text);
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(site.origin + path);
  await page.locator(tag).first().waitFor();
  return {
    page,
    lines,
    async add(name) {
      if (name.endsWith('.css')) await page.addStyleTag({ url: `/${name}` });
      else await page.evaluate((url) => import(url).then(() => undefined), `/${name}`);
    },
    async choose(files, field = tag) {
      const input = page.locator(`${field} input[type=file]:not([webkitdirectory])`).first();
      await input.setInputFiles(files.map(({ path: file }) => file));
    },
    settled: (field = tag) => settled(page, field),
    async submit(name) {
      const before = site.posts.length;
      // What the browser itself asks before it lets the form go: an upload is done a frame earlier.
      await page.waitForFunction(() => document.forms[0]?.checkValidity() !== false);
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByText('Thank you').waitFor();
      const post = site.posts[before];
      assert.ok(post, 'the form arrived');
      return post;
    },
    async leave() {
      await context.close();
      assert.deepEqual(faults, []);
    },
  };
}

async function settled(page: Page, selector: string): Promise<readonly string[]> {
  const states = await page.waitForFunction(
    (where) => {
      const final = ['done', 'failed', 'cancelled'];
      const { uploads } = document.querySelector<HTMLElementTagNameMap['direct-upload']>(where)!;
      return (
        uploads.length > 0 &&
        uploads.every(({ state }) => final.includes(state.status)) &&
        uploads.map(({ file, state }) => `${file.name} ${state.status}`)
      );
    },
    selector,
    { timeout: 30_000, polling: 50 },
  );
  return ((await states.jsonValue()) as string[]).toSorted();
}
