/**
 * A page that is reloaded in the middle of an upload: the upload is offered again, goes on with the same file, and sends
 * only what storage does not hold.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { loadField, type Field } from '../e2e/support/field.js';
import type { MadeFile } from '../e2e/support/files.js';
import { useStage } from '../e2e/support/use-stage.js';
import { assertNothingTwice, assertSurvived, PART, SIZE } from './support/proof.js';
import { offered, underWay } from './support/under-way.js';

const scene = useStage({ storage: 'swift', partSize: PART });

/** Loads the page anew at 40 %; `goOn` is what the person then does. */
async function reload(
  t: TestContext,
  file: MadeFile,
  goOn: (field: Field) => Promise<void>,
): Promise<void> {
  const page = await (await scene.stage.browser.newContext()).newPage();
  const { line, seen } = await underWay(page, scene.stage, file);
  const before = seen.confirmed.size;
  const field = await loadField(page, scene.stage.site);
  await line.free();
  assert.deepEqual(await offered(page), [{ name: file.name, status: 'paused', source: 'handle' }]);
  await goOn(field);
  await assertSurvived(scene.stage, field, file);
  t.diagnostic(`${before} parts were confirmed when the page was reloaded`);
  await assertNothingTwice(t, scene.stage, seen);
  await page.context().close();
}

test('reloaded, and the same file dropped again', async (t) => {
  const file = await scene.files.make('dropped.bin', SIZE);
  await reload(t, file, (field) => field.drop([file]));
});

test('reloaded, and continued by one click: the browser kept a handle', async (t) => {
  const file = await scene.files.make('kept.bin', SIZE);
  await reload(t, file, ({ page }) =>
    page.locator('direct-upload').locator('[part~="continue"]').click(),
  );
});
