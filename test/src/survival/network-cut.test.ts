/**
 * A network that is gone for half a minute in the middle of an upload: nobody does anything, and it goes on.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStage } from '../e2e/support/use-stage.js';
import { assertNothingTwice, assertSurvived, PART, SIZE } from './support/proof.js';
import { openRelay, type Relay } from './support/relay.js';
import { underWay } from './support/under-way.js';

const CUT = 30_000;
let cable: Relay | undefined;
const scene = useStage({
  storage: 'swift',
  // Shorter than the cut: what was signed before it is over afterwards.
  urlTtl: 20,
  door: async (origin) => (cable = await openRelay(origin)).origin,
});
after(() => cable?.[Symbol.asyncDispose]());

test('the network is cut at 40 % for 30 s and comes back', async (t) => {
  const file = await scene.files.make('film.bin', SIZE);
  const page = await (await scene.stage.browser.newContext()).newPage();
  const { field, line, seen } = await underWay(page, scene.stage, file);
  const before = seen.confirmed.size;
  await line.cut();
  cable?.cut();
  await sleep(CUT);
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
  await assertNothingTwice(t, scene.stage, seen, SIZE / PART);
});
