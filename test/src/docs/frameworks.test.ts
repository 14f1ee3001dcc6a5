/**
 * The examples of docs/frameworks.md are the files they name, to the letter; the suite `frameworks` runs those.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const root = new URL('../../../', import.meta.url);

test('every example of docs/frameworks.md is the file it names', async () => {
  const text = await readFile(new URL('docs/frameworks.md', root), 'utf8');
  const blocks = [...text.matchAll(/^<!-- file: (\S+) -->\n\n```\w+\n([\s\S]*?)^```$/gm)];
  assert.ok(blocks.length >= 10, `${blocks.length} examples`);
  assert.equal(blocks.length, text.split('<!-- file:').length - 1);
  for (const [, path = '', code] of blocks) {
    // `npx prettier` formats both; whoever changes the file copies it here.
    assert.equal(code, await readFile(new URL(path, root), 'utf8'), path);
  }
});
