/**
 * The site was updated while a page was open: files that the page loads later are gone, or a proxy leaves it without an answer. What can
 * be hashed otherwise is; where nothing is left that hashes, the upload says so, and not that the file is to blame.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { openField } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';

const WASM = { 'script-src': "'self' 'wasm-unsafe-eval'" };

describe('the site was updated since the page was opened', () => {
  const scene = useStage({ storage: 'dev-storage' });
  afterEach(() => {
    scene.stage.site.lose(undefined);
    scene.stage.site.setPolicy({});
  });

  for (const [what, files, how] of [
    ['the worker is gone', /hash\.worker/, 'gone'],
    ['the worker gets no answer', /hash\.worker/, 'silent'],
  ] as const) {
    test(`${what}: the file is verified all the same`, async () => {
      const { site } = scene.stage;
      site.setPolicy(WASM);
      const field = await openField(scene.stage);
      site.lose(files, how);
      await field.drop([await scene.files.make('scan.pdf', 100_000)]);
      assert.deepEqual(await field.settled(), [{ name: 'scan.pdf', status: 'done' }]);
      const [receipt = ''] = await field.submit();
      assert.equal((await scene.stage.verify(receipt)).upload.size, 100_000);
    });
  }

  test('what sends is gone: the upload says so, and goes on when it is back', async () => {
    const field = await openField(scene.stage);
    scene.stage.site.lose(/\/send[^/]*\.js/, 'gone');
    await field.drop([await scene.files.make('scan.pdf', 100_000)]);
    assert.deepEqual(await field.settled(), [
      { name: 'scan.pdf', status: 'failed', code: 'code-unavailable' },
    ]);
    await field.page.getByText('the page was updated').first().waitFor();
    scene.stage.site.lose(undefined);
    await field.page.getByRole('button', { name: 'Retry scan.pdf' }).click();
    await field.page.waitForFunction(
      () => document.querySelector('direct-upload')!.uploads[0]?.state.status === 'done',
    );
    assert.equal((await field.submit()).length, 1);
  });

  for (const how of ['gone', 'silent'] as const) {
    test(`all that hashes is ${how}: the upload says what to do`, async () => {
      const field = await openField(scene.stage);
      scene.stage.site.lose(/md5-|hash\.worker/, how);
      await field.drop([await scene.files.make('scan.pdf', 100_000)]);
      assert.deepEqual(await field.settled(), [
        { name: 'scan.pdf', status: 'failed', code: 'hasher-unavailable' },
      ]);
      await field.page.getByText('Reload the page and choose').first().waitFor();
    });
  }
});
