/**
 * The built examples on their site, and a browser. Every example is compiled and bundled before the first test.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  buildExample,
  checkExample,
  exampleNamed,
  startSite,
  type Example,
  type Site,
} from 'frameworks';
import type { Browser, Page } from 'playwright-core';
import { createFileMaker, type FileMaker } from '../../e2e/support/files.js';
import { launchChromium } from '../../setup/browsers.js';

/** There from the first test on. */
export interface Scene {
  readonly site: Site;
  readonly files: FileMaker;
  /** A page in a context of its own, and what its console complained about so far. */
  open(path: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }>;
}

/** Registers the hooks. */
export function useExamples(names: readonly string[]): Scene {
  const stack = new AsyncDisposableStack();
  let set: { site: Site; files: FileMaker; browser: Browser } | undefined;
  const there = (): NonNullable<typeof set> => {
    if (!set) throw new Error('the examples are built by a hook: use them inside a test');
    return set;
  };
  before(async () => {
    const files = await createFileMaker();
    stack.defer(() => files.remove());
    await prepare(names.map(exampleNamed));
    const site = await startSite(0);
    stack.defer(() => site.close());
    const browser = await launchChromium();
    stack.defer(() => browser.close());
    set = { site, files, browser };
  });
  after(() => stack.disposeAsync());
  return {
    get site() {
      return there().site;
    },
    get files() {
      return there().files;
    },
    async open(path) {
      const { browser, site } = there();
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        const text = message.text();
        // Lit says of a build for development that it is one.
        const noise = text.includes('Lit is in dev mode') || text.includes('React DevTools');
        if (['error', 'warning'].includes(message.type()) && !noise) complaints.push(text);
      });
      page.on('pageerror', ({ message }) => complaints.push(message));
      await page.goto(new URL(path, site.origin).href);
      return { page, complaints };
    },
  };
}

/** Two at a time: each is a compiler, a bundler and mostly waiting for the disk. */
async function prepare(examples: readonly Example[]): Promise<void> {
  const queue = examples.values();
  const lane = async (): Promise<void> => {
    for (const example of queue) {
      for (const step of [checkExample, buildExample]) {
        const { ok, output } = await step(example);
        assert.ok(ok, `${example.name}: ${output}`);
      }
    }
  };
  await Promise.all([lane(), lane()]);
}
