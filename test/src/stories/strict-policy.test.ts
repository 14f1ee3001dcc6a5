/**
 * The element under content security policies: the strictest one, one with WebAssembly, a policy on trial, and a page that
 * loads it from a CDN of another origin. Every one of them reports nothing, neither from the page nor from the workers.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { loadField, type Field } from '../e2e/support/field.js';
import { startPageServer, type PageServer, type Report } from '../e2e/support/page-server.js';
import { useStage } from '../e2e/support/use-stage.js';

/** Milliseconds after which Chromium has sent what it has to report. */
const REPORTING = 500;

const wasm = "'self' 'wasm-unsafe-eval'";

/** From now on workers count in `instances` what they make of WebAssembly. */
async function countWasm(page: Page): Promise<void> {
  await page.route(/hash\.worker\.js$/, async (route) => {
    const response = await route.fetch();
    const counting = `{
      const { instantiate } = WebAssembly;
      self.instances = 0;
      WebAssembly.instantiate = (...all) => { self.instances += 1; return instantiate(...all); };
    }`;
    const body = `${counting}\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
}

describe('content security policy', () => {
  const scene = useStage({ storage: 'dev-storage' });
  let cdn: PageServer;

  before(async () => {
    cdn = await startPageServer();
  });
  after(() => cdn.close());
  afterEach(() => {
    scene.stage.site.setPolicy({});
    cdn.setPolicy({});
  });

  async function open(): Promise<Field> {
    const context = await scene.stage.browser.newContext();
    return loadField(await context.newPage(), scene.stage.site);
  }

  /** Uploads a small file and one of two parts, adds a refused one, removes one; returns what was reported since. */
  async function useIt(field: Field): Promise<readonly Report[]> {
    const before = scene.stage.site.reports.length + cdn.reports.length;
    await field.drop([
      await scene.files.make('small.txt', 1000),
      await scene.files.make('parts.bin', 17 * 1024 * 1024),
      await scene.files.make('<img src=x onerror=alert(1)>.txt', 10),
    ]);
    const states = await field.settled();
    assert.deepEqual(
      states.map(({ status }) => status),
      ['done', 'done', 'done'],
    );
    await field.page.getByRole('button', { name: 'Remove small.txt' }).click();
    assert.equal((await field.submit()).length, 2);
    await sleep(REPORTING);
    return [...scene.stage.site.reports, ...cdn.reports].slice(before);
  }

  test('the strictest: nothing is reported, by the page or by a worker', async () => {
    const field = await open();
    assert.deepEqual(await useIt(field), []);
  });

  test('with WebAssembly allowed: nothing is reported', async () => {
    scene.stage.site.setPolicy({ 'script-src': wasm });
    assert.deepEqual(await useIt(await open()), []);
  });

  test('hashes in a worker with WebAssembly where it is allowed, without it where it is not', async () => {
    for (const [source, expected] of [
      [wasm, true],
      ["'self'", false],
    ] as const) {
      scene.stage.site.setPolicy({ 'script-src': source });
      const field = await open();
      await countWasm(field.page);
      // Smaller ones are hashed in the page.
      await field.drop([await scene.files.make('scan.pdf', 100_000)]);
      await field.settled();
      const [worker] = field.page.workers();
      assert.equal(await worker?.evaluate('self.instances > 0'), expected);
      await field.page.context().close();
    }
  });

  test('what is refused is reported, so that the silence above means something', async () => {
    const before = scene.stage.site.reports.length;
    const field = await open();
    await field.page.evaluate(() => {
      document.body.setAttribute('style', 'color: red');
      const style = document.createElement('style');
      document.head.append(style);
      style.textContent = 'p { color: red }';
    });
    await sleep(REPORTING);
    const reported = scene.stage.site.reports.slice(before);
    assert.match(reported.map((report) => report['effective-directive']).join(' '), /style-src/);
  });

  test('from a CDN of another origin, with the documented line', async () => {
    const { site, signerUrl } = scene.stage;
    const { origin } = cdn;
    site.setPolicy({ 'script-src': `'self' ${origin}`, 'worker-src': `blob: ${origin}` });
    site.setPage(`<script type="module" src="${origin}/direct-upload.js"></script>
      <form method="post" action="/submit">
        <direct-upload name="files" multiple endpoint="${signerUrl}/uploads"></direct-upload>
        <button>Send</button>
      </form>`);
    const field = await open();
    assert.deepEqual(await useIt(field), []);
  });
});
