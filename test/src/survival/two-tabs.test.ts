/**
 * The same page in two tabs: what one works on, the other leaves alone; what a closed one left, the other takes up.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadField } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';
import { assertNothingTwice, assertSurvived, PART, SIZE } from './support/proof.js';
import { offered, underWay } from './support/under-way.js';

const scene = useStage({ storage: 'swift', partSize: PART });

test('a second tab does not offer what the first works on, until that is closed', async (t) => {
  const { stage, files } = scene;
  const file = await files.make('film.bin', SIZE);
  const context = await stage.browser.newContext();
  const first = await context.newPage();
  const { seen, line } = await underWay(first, stage, file);
  await line.slow(4 * 1024 * 1024);

  const second = await context.newPage();
  await loadField(second, stage.site);
  // The list of earlier visits is read at once; there is no event for "nothing found".
  await sleep(1_000);
  const shown = await second.evaluate(
    () => document.querySelector('direct-upload')!.uploads.length,
  );
  assert.equal(shown, 0);

  const before = seen.confirmed.size;
  await first.close();
  seen.watch(second);
  const field = await loadField(second, stage.site);
  const [upload] = await offered(second);
  assert.equal(upload?.name, file.name);
  await field.drop([file]);
  await assertSurvived(stage, field, file);
  t.diagnostic(`${before} parts were confirmed when the first tab was closed`);
  await assertNothingTwice(t, stage, seen);
});
