/**
 * What assistive technology is told, read from Chromium's accessibility tree, and that a file's name is text wherever it
 * appears.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { loadField, type Field } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';
import { accessibilityTree } from './accessibility-tree.js';

const markup = '<img src=x onerror=alert(1)>';

describe('what assistive technology is told', () => {
  const scene = useStage({ storage: 'dev-storage' });
  let field: Field;

  async function open(attributes = ''): Promise<void> {
    const { browser, site, signerUrl } = scene.stage;
    site.setPage(`<script type="module" src="/direct-upload.js"></script>
      <form method="post" action="/submit">
        <label for="photos">Holiday photos</label>
        <direct-upload id="photos" name="files" multiple endpoint="${signerUrl}/uploads"
          ${attributes}></direct-upload>
        <button>Send</button>
      </form>`);
    const context = await browser.newContext();
    field = await loadField(await context.newPage(), site);
  }
  afterEach(() => field.page.context().close());

  const tree = (): Promise<string> => accessibilityTree(field.page, 'group', 'Holiday photos');

  test('an empty field: its label, the button, the limits', async () => {
    await open('accept="image/*" max-size="5MB" required');
    assert.equal(
      await tree(),
      [
        // Required and empty is invalid, as for native controls.
        'group "Holiday photos" invalid',
        '  button "Choose files" (Images · up to 5 MB)',
        '    StaticText "Choose files"',
        '  StaticText "or drop here"',
        '  StaticText "Images · up to 5 MB"',
        '  status',
        '  status',
      ].join('\n'),
    );
  });

  test('a verified and a refused file: every button says what and for which file', async () => {
    await open('max-size="1kB"');
    await field.drop([
      await scene.files.make('small.txt', 500),
      await scene.files.make('large.txt', 5000),
    ]);
    await field.settled();
    const told = await tree();
    for (const line of [
      'list "Files"',
      'button "Remove small.txt"',
      'button "Remove large.txt"',
      'StaticText "Uploaded"',
      'This file is 5 kB; the limit is 1 kB.',
    ]) {
      assert.ok(told.includes(line), `${line}\nin\n${told}`);
    }
    assert.match(told, /status\n\s+StaticText "1 file uploaded\./);
  });

  test('progress has a name and a value', async () => {
    await open();
    scene.stage.devStorage!.faults.add({
      kind: 'slow',
      during: 'upload',
      bytesPerSecond: 500_000,
      match: { method: 'PUT' },
    });
    await field.drop([await scene.files.make('film.mp4', 2_000_000)]);
    const bar = field.page.getByRole('progressbar', { name: 'Progress of film.mp4' });
    await bar.waitFor();
    await field.page.waitForFunction(() => {
      const root = document.querySelector('direct-upload')!.shadowRoot!;
      return (root.querySelector('progress')?.value ?? 0) > 0;
    });
    assert.match(await tree(), /button "Pause film\.mp4"/);
    await field.page.getByRole('button', { name: 'Cancel film.mp4' }).click();
  });

  test("a file's name is text wherever it appears", async () => {
    await open('max-size="1kB"');
    let asked = false;
    field.page.on('dialog', (dialog) => {
      asked = true;
      void dialog.dismiss();
    });
    await field.drop([
      await scene.files.make(`${markup}.txt`, 500),
      await scene.files.make(`${markup}.bin`, 5000),
    ]);
    await field.settled();
    const told = await tree();
    assert.ok(told.includes(`${markup}.txt`) && told.includes(`${markup}.bin`), told);
    const images = await field.page.evaluate(() => {
      const root = document.querySelector('direct-upload')!.shadowRoot!;
      return root.querySelectorAll('img[src="x"]').length;
    });
    assert.equal(images, 0);
    assert.equal(asked, false);
    assert.deepEqual(await field.violations(), []);
  });
});
