/**
 * Away and back in a real Chromium, with its back/forward cache and without: what is verified stays in the form.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadField, type Field } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';

describe('coming back', () => {
  const scene = useStage({ storage: 'dev-storage' });

  async function open(): Promise<Field> {
    const context = await scene.stage.browser.newContext();
    return loadField(await context.newPage(), scene.stage.site);
  }

  const receipts = ({ page }: Field): Promise<readonly string[]> =>
    page.evaluate(() => new FormData(document.forms[0]).getAll('files').map(String));

  async function awayAndBack({ page }: Field): Promise<void> {
    await page.goto(`${scene.stage.site.origin}/page.js`);
    await page.goBack();
    await page.waitForFunction(() =>
      document.querySelector('direct-upload')?.form?.checkValidity(),
    );
  }

  test('the receipts are there, the form can be sent', async () => {
    const field = await open();
    await field.drop([
      await scene.files.make('one.txt', 1000),
      await scene.files.make('two.txt', 2000),
    ]);
    await field.settled();
    const before = await receipts(field);
    assert.equal(before.length, 2);
    await awayAndBack(field);
    assert.deepEqual(await receipts(field), before);
    assert.deepEqual(await field.submit(), before);
    await field.page.context().close();
  });

  test('more receipts than a history entry should hold', async () => {
    const field = await open();
    const made = Array.from({ length: 120 }, (_, index) => `${index}.txt`);
    await field.drop(await Promise.all(made.map((name, index) => scene.files.make(name, index))));
    await field.settled();
    const before = await receipts(field);
    assert.equal(before.length, made.length);
    for (let times = 1; times <= 2; times += 1) {
      await awayAndBack(field);
      assert.deepEqual(await receipts(field), before);
    }
    assert.deepEqual(await field.submit(), before);
    await field.page.context().close();
  });

  test('also after the form was sent', async () => {
    const field = await open();
    await field.drop([await scene.files.make('one.txt', 1000)]);
    await field.settled();
    const sent = await field.submit();
    await field.page.goBack();
    await field.page.waitForFunction(() => document.forms[0]?.checkValidity());
    assert.deepEqual(await receipts(field), sent);
    await field.page.context().close();
  });

  test('with an upload under way: what was verified stays, the rest is offered again', async () => {
    const field = await open();
    await field.drop([await scene.files.make('done.txt', 1000)]);
    await field.settled();
    scene.stage.devStorage!.faults.add({
      kind: 'slow',
      during: 'upload',
      bytesPerSecond: 4_000_000,
      match: { method: 'PUT' },
    });
    await field.drop([await scene.files.make('running.bin', 40_000_000)]);
    await field.page
      .getByText(/Uploading \d+/)
      .first()
      .waitFor();
    field.page.on('dialog', (dialog) => void dialog.accept());
    await field.page.goto(`${scene.stage.site.origin}/page.js`);
    await field.page.goBack();
    await field.page.getByText('done.txt').waitFor();
    await field.page.getByText('running.bin').waitFor();
    const kept = await receipts(field);
    assert.equal(kept.length, 1);
    await field.page.context().close();
  });
});
