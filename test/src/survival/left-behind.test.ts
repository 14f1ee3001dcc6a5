/**
 * What unfinished uploads leave in storage: nothing once they are cancelled, and nothing in the end where nobody said a
 * word, because parts expire by themselves.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStage } from '../e2e/support/use-stage.js';
import { listObjects } from '../setup/swift-client.js';
import { PART, partsLeft, SIZE } from './support/proof.js';
import { underWay } from './support/under-way.js';

/** Parts outlive their upload's token by an hour, which no test can wait for. Milliseconds. */
const MARGIN = 3_600_000;
/** Seconds: no machine is so slow that an upload needs them, for what has expired is listed until the expirer comes by. */
const UPLOAD_TTL = 120;
/** How long parts live in the test that waits for their end: longer than a slow machine needs to send 40 %. Milliseconds. */
const LIFE = 30_000;
/**
 * A busy Swift still lists for a while what is deleted (seen: six parts, each a 404, a second later). What landed after
 * its deletion would stay longer than this. Milliseconds.
 */
const LATE = 30_000;
/** How long after it the expirer may take to come by. Milliseconds. */
const EXPIRER = 60_000;
/** Milliseconds by which the signer takes storage to be ahead. */
const storage = { ahead: 0 };
const scene = useStage({
  storage: 'swift',
  partSize: PART,
  expirer: true,
  urlTtl: UPLOAD_TTL,
  uploadTtl: UPLOAD_TTL,
  storageNow: () => Date.now() + storage.ahead,
});

test('cancelled at 40 %: no part is left', async (t) => {
  const file = await scene.files.make('cancelled.bin', SIZE);
  const page = await (await scene.stage.browser.newContext()).newPage();
  const { field, seen } = await underWay(page, scene.stage, file);
  assert.ok(seen.confirmed.size > 0);
  const { length } = await partsLeft(scene.stage);
  const aborted = page.waitForResponse((response) => response.url().endsWith('/abort'));
  await page.evaluate(() => {
    document.querySelector('direct-upload')!.cancel();
  });
  assert.equal((await aborted).status(), 204);
  assert.deepEqual(await field.settled(), [{ name: file.name, status: 'cancelled' }]);
  t.diagnostic(`${length} parts in the listing before, ${seen.confirmed.size} confirmed`);
  // A PUT that was on its way when the parts were deleted must not land after it.
  await sleep(1_000);
  await listedOnce(({ length }) => length === 0, LATE);
  await page.context().close();
});

test('abandoned at 40 %: the parts leave the listing by themselves', async (t) => {
  storage.ahead = MARGIN + UPLOAD_TTL * 1_000 - LIFE;
  const file = await scene.files.make('abandoned.bin', SIZE);
  const page = await (await scene.stage.browser.newContext()).newPage();
  await underWay(page, scene.stage, file);
  // Not a word to anybody: the tab is gone.
  await page.close();
  const gone = Date.now();
  // An update of the container that takes longer than the server waits for it (container_update_timeout) comes later.
  const listed = await listedOnce(({ length }) => length > 0, LIFE);
  await listedOnce(({ length }) => length === 0, LIFE + EXPIRER);
  t.diagnostic(`${listed.length} parts left the listing ${Date.now() - gone} ms after the tab`);
});

/**
 * The names of all objects as soon as they are as wanted; fails if they are not in so many milliseconds. Not the note that an
 * upload was aborted, which expires with its token.
 */
async function listedOnce(
  wanted: (names: readonly string[]) => boolean,
  limit: number,
): Promise<readonly string[]> {
  const { session, container } = scene.stage;
  const begun = Date.now();
  for (;;) {
    const all = (await listObjects(session, container)).map(({ name }) => name);
    const names = all.filter((name) => !name.endsWith('/aborted'));
    if (wanted(names)) return names;
    assert.ok(Date.now() - begun < limit, `after ${limit} ms there are ${names.join(', ')}`);
    await sleep(500);
  }
}
