/**
 * The element looks as it did. Where a change is meant, `pnpm visual --accept` makes the new look the one to compare with.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { cases, type Case } from './cases.js';
import { compareWith, describe as tell, takePicture, type Difference } from './support/compare.js';
import { baselines, openGallery, type Gallery } from './support/gallery.js';

let gallery: Gallery;
before(async () => {
  gallery = await openGallery();
});
after(() => gallery.close());

/** Takes the picture, after `css` has been added to the page. */
async function look(shown: Case, css = ''): Promise<{ taken: Buffer; difference: Difference }> {
  const page = await gallery.open(shown);
  try {
    if (css) await page.addStyleTag({ content: css });
    const taken = await takePicture(page);
    return { taken, difference: await compareWith(join(baselines, `${shown.name}.png`), taken) };
  } finally {
    await page.close();
  }
}

describe('the element looks as it did', () => {
  for (const shown of cases) {
    test(shown.name, async () => {
      const { taken, difference } = await look(shown);
      if (difference.kind === 'none') return;
      const directory = join(tmpdir(), 'direct-upload-visual');
      await mkdir(directory, { recursive: true });
      const path = join(directory, `${shown.name}.png`);
      await writeFile(path, taken);
      const marked = join(directory, `${shown.name}.difference.png`);
      if (difference.kind === 'pixels') await writeFile(marked, difference.picture);
      const where = difference.kind === 'pixels' ? `${path} and ${marked}` : path;
      const way = 'If it is meant to look so: pnpm visual --accept';
      assert.fail(`${shown.name}: ${tell(difference)}. See ${where}. ${way}`);
    });
  }

  test('and no picture is kept that nobody compares with', async () => {
    const kept = (await readdir(baselines)).sort();
    assert.deepEqual(kept, cases.map(({ name }) => `${name}.png`).sort());
  });
});

describe('a change is noticed', () => {
  const files = cases.find(({ name }) => name === 'files')!;
  const changes = {
    'of the colour of what failed': 'direct-upload { --direct-upload-danger: #c43a32 }',
    'of two pixels of padding': 'direct-upload::part(row) { padding-block-start: 12px }',
    'of one pixel of a corner': 'direct-upload::part(file-icon) { border-radius: 10px }',
    'of the weight of names': 'direct-upload::part(name) { font-weight: 600 }',
  };
  for (const [what, css] of Object.entries(changes)) {
    test(what, async () => {
      const { difference } = await look(files, css);
      assert.notEqual(difference.kind, 'none');
    });
  }
});
