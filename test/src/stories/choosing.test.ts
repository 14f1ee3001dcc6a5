/**
 * The ways files come in, in a real Chromium: its file dialog by keyboard, a folder from the desktop, the clipboard.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import type { DirectUpload } from '@direct-upload/widget/define';
import { loadField, type Field } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';

describe('choosing', () => {
  const scene = useStage({ storage: 'dev-storage' });
  let field: Field;

  async function open(attributes = ''): Promise<Field> {
    const { browser, site, signerUrl } = scene.stage;
    site.setAttributes(`endpoint="${signerUrl}/uploads" ${attributes}`);
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    // Its own picker cannot be answered by a program: the dialog of an input is what people without it get.
    await context.addInitScript(() => {
      Object.assign(globalThis, { showOpenFilePicker: undefined });
    });
    field = await loadField(await context.newPage(), site);
    return field;
  }
  afterEach(() => field.page.context().close());

  /** Names of the verified uploads, in the order of the list. */
  async function arrived(): Promise<readonly string[]> {
    const states = await field.settled();
    return states.map(({ name, status }) => (status === 'done' ? name : `${name}: ${status}`));
  }

  test("the system's dialog, opened and answered by keyboard", async () => {
    const { page } = await open();
    // Asked for a key press ahead: Chromium needs a moment to keep its dialogs for the test.
    const dialog = page.waitForEvent('filechooser');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const { path } = await scene.files.make('chosen.txt', 1000);
    await (await dialog).setFiles(path);
    assert.deepEqual(await arrived(), ['chosen.txt']);
    assert.equal((await field.submit()).length, 1);
  });

  test('a folder of 250 files in one directory and of three levels', async () => {
    await open();
    const folder = join(dirname((await scene.files.make('x', 0)).path), 'folder');
    const paths = [
      ...Array.from({ length: 250 }, (_, n) => `many/${n}.txt`),
      ...['top.txt', 'one/first.txt', 'one/two/second.txt', 'one/two/three/third.txt'],
    ];
    for (const path of paths) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), path);
    }
    await field.drop([{ path: folder }]);
    await field.page.waitForFunction(
      (count) => document.querySelector('direct-upload')!.uploads.length === count,
      paths.length,
    );
    const names = paths.map((path) => path.replace(/^.*\//, ''));
    assert.deepEqual((await arrived()).toSorted(), names.toSorted());
    assert.equal((await field.submit()).length, paths.length);
  });

  test('an image from the clipboard', async () => {
    const { page } = await open();
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(8, 8);
      canvas.getContext('2d')!.fillRect(0, 0, 4, 4);
      const image = await canvas.convertToBlob({ type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })]);
    });
    await page.getByRole('button', { name: 'Choose files' }).focus();
    await page.keyboard.press('Control+V');
    const [name = '', ...others] = await arrived();
    assert.match(name, /\.png$/);
    assert.deepEqual(others, []);
    const [receipt = ''] = await field.submit();
    assert.equal((await scene.stage.verify(receipt)).upload.contentType, 'image/png');
  });

  test('text from the clipboard is none of its business', async () => {
    const { page } = await open();
    await page.evaluate(() => {
      document.body.append(document.createElement('textarea'));
      return navigator.clipboard.writeText('only text');
    });
    await page.locator('textarea').focus();
    await page.keyboard.press('Control+V');
    assert.equal(await page.locator('textarea').inputValue(), 'only text');
    const uploads = await page.evaluate(
      () => document.querySelector<DirectUpload>('direct-upload')!.uploads.length,
    );
    assert.equal(uploads, 0);
  });
});
