/**
 * Where the documents write secrets into a file, they first see to it that nobody else can read it.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const written = /(?:direct-upload-signer|main\.js) keys >/;

test('every file of secrets is made with umask 077', () => {
  const files = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md', 'deploy/**/*.yaml'], {
    cwd: root,
    exclude: ['**/node_modules/**'],
  });
  const all = files.filter((file) => written.test(readFileSync(join(root, file), 'utf8')));
  assert.ok(all.length >= 5, all.join(', '));
  for (const file of all) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const { index } of text.matchAll(new RegExp(written, 'g'))) {
      // In the same example or list, before it.
      const before = text.slice(Math.max(0, index - 700), index);
      assert.match(before, /umask 077/, `${file}: ${text.slice(index, index + 60)}`);
    }
  }
});
