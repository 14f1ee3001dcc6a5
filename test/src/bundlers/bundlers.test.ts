/**
 * The packages as somebody else gets them: packed, installed by npm, built by every bundler on the lowest Node that they name, and used in
 * Chromium. A file in one piece, one that a worker hashes, and one in parts each end with a receipt.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Script } from 'node:vm';
import type { Browser, Page } from 'playwright-core';
import { createFileMaker, type FileMaker, type MadeFile } from '../e2e/support/files.js';
import { launchChromium } from '../setup/browsers.js';
import { skipWithout } from '../setup/needs.js';
import { strictPolicy, writePolicy } from '../setup/strict-policy.js';
import { openSite, type Site } from './support/site.js';
import { openWorkshop, wouldInstall, type Workshop } from './support/workshop.js';

const skip = skipWithout('chromium');

const NEXT = 'next/dist/bin/next';

function outOf(name: string): Readonly<Record<string, string>> {
  return { OUT: `out/${name}`, NEXT_TELEMETRY_DISABLED: '1' };
}

/** How each is called, and what its output lacks of a page. */
const BUNDLERS: Readonly<Record<string, Bundler>> = {
  webpack: {
    script: 'webpack-cli/bin/cli.js',
    args: ['build', '--fail-on-warnings'],
    page: true,
  },
  parcel: {
    script: 'parcel/lib/bin.js',
    args: ['build', 'index.html', '--dist-dir', 'out/parcel', '--no-cache'],
  },
  rollup: { script: 'rollup/dist/bin/rollup', args: ['--config'], page: true },
  esbuild: {
    script: '../support/esbuild.mjs',
    args: [],
    page: true,
  },
  vite: { script: 'vite/bin/vite.js', args: ['build', '--outDir', 'out/vite'] },
  // With Rollup, which makes no worker of several files.
  'vite-7': { script: 'vite-7/bin/vite.js', args: ['build', '--outDir', 'out/vite-7'] },
  'next-webpack': { script: NEXT, args: ['build', '--webpack'], env: outOf('next-webpack') },
  'next-turbopack': { script: NEXT, args: ['build'], env: outOf('next-turbopack') },
};

interface Bundler {
  /** Below `node_modules`. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The page is not built, but written by hand. */
  readonly page?: boolean;
}

const KB = 1000;
const stack = new AsyncDisposableStack();
let workshop: Workshop;
let site: Site;
let files: FileMaker;
let browser: Browser;

before(async () => {
  if (skip !== false) return;
  const started = performance.now();
  workshop = await openWorkshop(AbortSignal.timeout(1_200_000));
  console.log(`installed in ${seconds(started)}`);
  site = stack.use(await openSite());
  files = stack.adopt(await createFileMaker(), (it) => it.remove());
  browser = stack.adopt(await launchChromium(), (it) => it.close());
});
after(() => stack.disposeAsync());

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Resolves with where the output is. */
async function build(name: string, { script, args, env, page }: Bundler): Promise<string> {
  const started = performance.now();
  await workshop.tool(script, args, env);
  const out = join(workshop.directory, `out/${name}`);
  if (page) await cp(join(workshop.directory, 'index.html'), join(out, 'index.html'));
  console.log(`${name}: built in ${seconds(started)}`);
  return out;
}

/** Chooses the files, waits for the end; resolves with name and outcome of each. */
async function upload(page: Page, chosen: readonly MadeFile[]): Promise<readonly string[]> {
  await page.waitForFunction(() => customElements.get('direct-upload') !== undefined);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await choosing).setFiles(chosen.map(({ path }) => path));
  const outcomes = await page.waitForFunction((count) => {
    const { uploads } = document.querySelector('direct-upload')!.uploader;
    const ended = uploads.filter(({ state }) => /done|failed|cancelled/.test(state.status));
    if (ended.length < count) return undefined;
    return uploads.map(({ file, state }) =>
      [file.name, state.status, 'error' in state ? state.error.message : ''].join(' ').trim(),
    );
  }, chosen.length);
  return (await outcomes.jsonValue()) ?? [];
}

async function open(url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript(noteHashes);
  await page.goto(url);
  return page;
}

/** In the page: notes that a worker answered with hashes. Afterwards there may be none, because idle ones are let go. */
function noteHashes(): void {
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ readonly hashes?: unknown }>) => {
        if (data.hashes) document.documentElement.dataset['hashed'] = 'by a worker';
      });
    }
  };
}

/** Otherwise the element fell back on the page. */
async function assertHashedByWorker(page: Page): Promise<void> {
  const noted = await page.evaluate(() => document.documentElement.dataset['hashed']);
  assert.equal(noted, 'by a worker');
}

const chosen = (): Promise<readonly MadeFile[]> =>
  Promise.all([
    files.make('small.bin', 5 * KB),
    files.make('hashed.bin', 100 * KB),
    files.make('parts.bin', 40_000 * KB),
  ]);
const stored = ['small.bin done', 'hashed.bin done', 'parts.bin done'];

describe('a page built by', { skip }, () => {
  for (const [name, bundler] of Object.entries(BUNDLERS)) {
    test(name, async () => {
      site.show(await build(name, bundler));
      const page = await open(site.origin);
      assert.deepEqual(await upload(page, await chosen()), stored);
      await assertHashedByWorker(page);
      await page.context().close();
    });
  }

  test('webpack, under the strictest policy with Trusted Types', async () => {
    const { origin } = new URL(site.storage.url);
    const policy = strictPolicy(origin, '/reports');
    const names = `${policy['trusted-types'] ?? ''} webpack`;
    site.show(
      join(workshop.directory, 'out/webpack'),
      writePolicy({ ...policy, 'trusted-types': names }),
    );
    const page = await open(site.origin);
    assert.deepEqual(await upload(page, await chosen()), stored);
    await assertHashedByWorker(page);
    await page.context().close();
  });
});

describe('as npm installs it', { skip }, () => {
  test('the worker is one file, a module and a classic script alike', async () => {
    const path = '@direct-upload/widget/dist/engine/hashing/hash.worker.js';
    const text = await readFile(join(workshop.directory, 'node_modules', path), 'utf8');
    // Throws for `import`, `export` and `import.meta`.
    new Script(text);
    assert.doesNotMatch(text, /\bimport\s*\(|importScripts/);
  });

  test('beside older frameworks, of which it has types alone', async () => {
    const older = ['@types/react@18', 'svelte@4', 'vue@3.3.13', 'solid-js@1.7'];
    await wouldInstall(workshop, older, AbortSignal.timeout(120_000));
  });

  test('the commands run on the lowest Node', async () => {
    const lowest = /"node": ">=([\d.]+)"/.exec(
      await readFile(
        join(workshop.directory, 'node_modules/@direct-upload/signer-server/package.json'),
        'utf8',
      ),
    )?.[1];
    const command = '@direct-upload/signer-server/dist/main.js';
    assert.equal(await workshop.tool('../support/version.mjs', []), `v${lowest ?? ''}.0\n`);
    const { authUrl, user, key } = site.storage.credentials;
    const env = { ST_AUTH: authUrl, ST_USER: user, ST_KEY: key, SWIFT_CONTAINER: 'uploads' };
    assert.match(await workshop.tool(command, ['storage', 'ls', 'uploads'], env), /^40000000 /m);
    const storage = '@direct-upload/dev-storage/dist/main.js';
    assert.match(await workshop.tool(storage, ['--help']), /STORAGE_PORT/);
  });
});
