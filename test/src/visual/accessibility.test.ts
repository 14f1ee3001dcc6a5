/**
 * What docs/accessibility.md tells of the tree that screen readers get is what Chromium has, state by state.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { openGallery, type Gallery } from './support/gallery.js';
import { docsPath, scenesTold, withTrees } from './support/tree-excerpts.js';

let gallery: Gallery;
let text: string;
before(async () => {
  text = await readFile(docsPath, 'utf8');
  gallery = await openGallery();
});
after(() => gallery.close());

test('the trees in the docs are those of the browser (`pnpm visual --accept` writes them)', async () => {
  const told = ['empty', 'invalid', 'disabled', 'uploading', 'verified', 'failed', 'interrupted'];
  assert.deepEqual([...scenesTold(text)].sort(), told.sort());
  assert.equal(await withTrees(text, gallery), text);
});

test('a tree that is not so is noticed', async () => {
  const wrong = '<!-- tree: empty -->\n\n```text\ngroup "Files"\n```';
  assert.notEqual(await withTrees(wrong, gallery), wrong);
});
