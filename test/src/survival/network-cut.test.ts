/**
 * A network that is gone for half a minute in the middle of an upload: nobody does anything, and it goes on.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadField } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';
import { lineOf } from './support/middle.js';
import { assertNothingTwice, assertSurvived, PART, SIZE } from './support/proof.js';
import { openRelay, type Relay } from './support/relay.js';
import { underWay } from './support/under-way.js';

const CUT = 30_000;
let cable: Relay | undefined;
const scene = useStage({
  storage: 'swift',
  partSize: PART,
  // Shorter than the cut: what was signed before it is over afterwards.
  urlTtl: 20,
  door: async (origin) => (cable = await openRelay(origin)).origin,
});
after(() => cable?.[Symbol.asyncDispose]());

test('the network is cut at 40 % for 30 s and comes back', async (t) => {
  const file = await scene.files.make('film.bin', SIZE);
  const page = await (await scene.stage.browser.newContext()).newPage();
  const { field, line, seen } = await underWay(page, scene.stage, file);
  cable?.cut();
  await line.cut();
  // What came through before may be told a moment later.
  await sleep(1_000);
  const before = seen.confirmed.size;
  await sleep(CUT - 1_000);
  const [upload] = await page.evaluate(() => document.querySelector('direct-upload')!.uploads);
  assert.equal(upload?.state.status, 'uploading', 'still waiting for the network');
  assert.equal(seen.confirmed.size, before, 'nothing got through');
  cable?.mend();
  await line.free();
  const back = Date.now();
  await assertSurvived(scene.stage, field, file);
  t.diagnostic(
    `${before} parts were confirmed, ${cable?.torn ?? 0} connections torn at the cut; ` +
      `done ${Date.now() - back} ms after it`,
  );
  await assertNothingTwice(t, scene.stage, seen);
});

test('a file that is dropped without a network waits for it, and so does all the code it needs', async (t) => {
  const file = await scene.files.make('first.bin', 2 * PART + 1);
  const page = await (await scene.stage.browser.newContext()).newPage();
  const field = await loadField(page, scene.stage.site);
  const line = await lineOf(page);
  cable?.cut();
  await line.cut();
  await field.drop([file]);
  await page.locator('[part=notice]').getByText('Waiting for the network').waitFor();
  await sleep(3_000);
  // Even what lists it may not be there yet; the form knows of it all the same.
  const goes = await page.evaluate(() => document.querySelector('direct-upload')!.checkValidity());
  assert.equal(goes, false, 'the form waits for it');
  const message = await page.evaluate(
    () => document.querySelector('direct-upload')!.validationMessage,
  );
  assert.match(message, /1 file/);
  cable?.mend();
  await line.free();
  const back = Date.now();
  await assertSurvived(scene.stage, field, file);
  t.diagnostic(`done ${Date.now() - back} ms after the network came back`);
});
