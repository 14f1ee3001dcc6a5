/**
 * docs/security.md is true to the tests: each line about an attack names one that is there, by its title and its file; and
 * the commands it tells people to run in a hurry are commands.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { examples } from '../docs/examples.js';
import { command } from '../operations/support/command.js';
import { root } from '../runner/suites.js';

const document = 'docs/security.md';

describe(document, () => {
  test('names a test of each attack, by its title', async () => {
    const text = await readFile(join(root, document), 'utf8');
    const [, section = ''] = text.split('## What is tried');
    const [tables = ''] = section.split('\n## ');
    const rows = tables.split('\n').filter((line) => /^\| (?!-|attack )/.test(line));
    assert.ok(rows.length >= 40, `${rows.length} attacks`);
    for (const row of rows) {
      const [, title = '', path = ''] = /\[([^\]]+)\]\(\.\.\/([^)]+)\) *\|$/.exec(row) ?? [];
      assert.match(path, /\.test\.ts$|-contract\.ts$|\/support\//, row);
      const source = await readFile(join(root, path), 'utf8');
      assert.ok(source.includes(title), `${path} has no "${title}"`);
    }
  });

  test('tells commands that there are', async () => {
    const lines = (await examples(document, 'sh'))
      .concat(await indented())
      .flatMap((code) => code.split('\n'))
      .filter((line) => line.trim().startsWith('direct-upload-signer '));
    assert.ok(lines.length >= 5);
    const helps = new Map<string, string>();
    const help = async (names: string): Promise<string> => {
      const known = helps.get(names);
      if (known !== undefined) return known;
      const { code, out } = await command([...names.split(' '), '--help'], {});
      assert.equal(code, 0, names);
      helps.set(names, out);
      return out;
    };
    for (const line of lines) {
      const words = line
        .trim()
        .replace(/ [<>|#].*$/, '')
        .split(' ')
        .slice(1);
      const options = words.filter((word) => word.startsWith('--'));
      const names = words.filter((word) => /^[a-z]/.test(word));
      const out = await help(names.join(' '));
      assert.ok(out.includes(names.join(' ')), line);
      for (const option of options) assert.match(out, new RegExp(`${option}\\b`), line);
    }
  });
});

/** Blocks within a list. */
async function indented(): Promise<readonly string[]> {
  const text = await readFile(join(root, document), 'utf8');
  return [...text.matchAll(/^ {2}```sh\n([\s\S]*?)^ {2}```/gm)].map(([, code = '']) => code);
}
