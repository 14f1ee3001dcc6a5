/**
 * Interrupted uploads in Firefox, with files on disk. It keeps no handle to a file: the same one is chosen again, and
 * only what storage does not hold is sent.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { MadeFile } from '../e2e/support/files.js';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import { untilOnly } from './support/listed.js';
import {
  choose,
  createOwnFirefox,
  listed,
  submit,
  type OwnFirefox,
} from './support/own-firefox.js';
import { createSeenParts, type SeenParts } from './support/part-log.js';
import { assertNothingTwice, assertStored, DEFAULT_PART, PARTS } from './support/proof.js';

const skip = skipWithout('firefox', 'swift');
const scene = useStage({ storage: 'swift' });

async function openField(page: Page, seen: SeenParts): Promise<void> {
  page.on('request', (request) => {
    seen.sent(request.method(), request.url());
  });
  page.on('response', (response) => {
    seen.answered(response.request().method(), response.url(), response.status());
  });
  await page.goto(scene.stage.site.origin);
}

/** Begins, is interrupted with three parts confirmed or more, and goes on when the file is chosen again. */
async function interrupt(
  t: TestContext,
  file: MadeFile,
  firefox: OwnFirefox,
  breakOff: (page: Page) => Promise<Page>,
): Promise<void> {
  const seen = createSeenParts();
  const first = await firefox.start();
  await openField(first, seen);
  await choose(first, [file.path]);
  await untilOnly(
    () => listed(first),
    ({ confirmed }) => confirmed >= 3 * DEFAULT_PART,
  );
  assert.equal((await listed(first))[0]?.status, 'uploading', 'it is in the middle');
  const page = await breakOff(first);
  const before = seen.confirmed.size;
  if (page === first) await page.goto(scene.stage.site.origin);
  else await openField(page, seen);
  await untilOnly(
    () => listed(page),
    ({ status, source }) => status === 'paused' && source === 'missing',
  );
  await choose(page, [file.path]);
  await untilOnly(
    () => listed(page),
    ({ status }) => status === 'done',
  );
  await submit(page);
  const [receipt = '', ...more] = scene.stage.site.submissions.at(-1) ?? [];
  assert.deepEqual(more, []);
  await assertStored(scene.stage, (await scene.stage.verify(receipt)).upload, file);
  t.diagnostic(`${before} parts were confirmed`);
  await assertNothingTwice(t, scene.stage, seen);
}

test('Firefox: the page is reloaded, and the file chosen again', { skip }, async (t) => {
  await using firefox = await createOwnFirefox();
  const file = await scene.files.make('reloaded.bin', PARTS * DEFAULT_PART);
  await interrupt(t, file, firefox, (page) => Promise.resolve(page));
});

test('Firefox is killed and started again, and the file chosen again', { skip }, async (t) => {
  await using firefox = await createOwnFirefox();
  const file = await scene.files.make('killed.bin', PARTS * DEFAULT_PART);
  await interrupt(t, file, firefox, async () => {
    await firefox.kill();
    return firefox.start();
  });
});
