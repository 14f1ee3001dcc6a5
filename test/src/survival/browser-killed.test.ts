/**
 * A browser that dies in the middle of an upload (kill -9 of all its processes) and is started again on the same profile.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadField } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';
import { createOwnChromium } from './support/own-chromium.js';
import { assertNothingTwice, assertSurvived, PART, SIZE } from './support/proof.js';
import { offered, underWay } from './support/under-way.js';

const scene = useStage({ storage: 'swift', partSize: PART });

test('the browser is killed at 40 % and started again', async (t) => {
  await using chromium = await createOwnChromium();
  const file = await scene.files.make('film.bin', SIZE);
  const { seen } = await underWay(await chromium.start(), scene.stage, file);
  await chromium.kill();
  const before = seen.confirmed.size;

  const page = await chromium.start();
  seen.watch(page);
  const field = await loadField(page, scene.stage.site);
  const [upload] = await offered(page);
  assert.equal(upload?.status, 'paused');
  t.diagnostic(`${before} parts were confirmed at the kill; offered again by ${upload.source}`);
  await field.drop([file]);
  await assertSurvived(scene.stage, field, file);
  await assertNothingTwice(t, scene.stage, seen);
});
