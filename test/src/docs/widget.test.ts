/**
 * The reference of the element is true: its examples run as they stand, its editor settings name files that there are.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { importBlock, policyFor, subject, useDocument } from './support/document.js';
import { visit } from './support/visit.js';

const widget = new URL('../../../packages/widget/', import.meta.url);

interface Server {
  savePhotos(form: URLSearchParams, user: string, jwks: unknown): Promise<readonly object[]>;
}

describe('docs/widget.md', () => {
  const stage = useDocument('docs/widget.md');

  test('the first page sends what the first server accepts, from its own user only', async () => {
    const { site, files } = stage();
    const visited = await visit(stage());
    const cat = await files.make('cat.png', 12_345);
    await visited.choose([cat]);
    assert.deepEqual(await visited.settled(), ['cat.png done']);
    const { path, form } = await visited.submit('Save');
    assert.equal(path, '/profile');
    await visited.leave();

    const { savePhotos } = await importBlock<Server>(stage(), 'server.js');
    const jwks: unknown = await (await fetch(`${site.origin}/.well-known/jwks.json`)).json();
    const [photo, ...others] = await savePhotos(form, subject, jwks);
    assert.partialDeepStrictEqual(photo, { name: 'cat.png', bytes: 12_345 });
    assert.deepEqual(others, []);
    await assert.rejects(savePhotos(form, 'somebody', jwks), /Somebody else/);
  });

  test('the listeners hear what they say', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const { page } = visited;
    await visited.add('events.js');
    const [cat, empty, text] = await Promise.all([
      files.make('cat.png', 54_321),
      files.make('empty.png', 0),
      files.make('notes.txt', 10),
    ]);
    await visited.choose([cat, empty, text]);
    assert.deepEqual(await visited.settled(), ['cat.png done', 'notes.txt failed']);
    assert.ok(
      visited.lines.some((line) => /^cat\.png is verified, its receipt has \d+/.test(line)),
    );
    assert.ok(visited.lines.includes('notes.txt: type-not-allowed'), visited.lines.join('\n'));
    assert.equal(await page.title(), '54321 bytes sent');
    await visited.leave();
  });

  test('the style sheet and the strings reach the field', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const { page } = visited;
    await visited.add('theme.css');
    await visited.add('german.js');
    await page.getByRole('button', { name: 'Dateien wählen' }).waitFor();
    await page.getByText('oder hier ablegen').waitFor();
    const refused = await files.make('notes.txt', 10);
    await visited.choose([refused]);
    await visited.settled();
    const row = page.locator('direct-upload [part~=failed]');
    const background = (): string => getComputedStyle(document.body).backgroundColor;
    assert.notEqual(
      await row.evaluate((element) => getComputedStyle(element).backgroundColor),
      await page.evaluate(background),
    );
    const zone = page.locator('direct-upload [part~=dropzone]');
    assert.equal(await zone.evaluate((element) => getComputedStyle(element).borderRadius), '0px');
    await visited.leave();
  });

  test('the button goes into its row', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    await visited.add('actions.js');
    await visited.choose([await files.make('cat.png', 100), await files.make('dog.png', 200)]);
    await visited.settled();
    const button = visited.page.getByRole('button', { name: 'Describe dog.png' });
    await button.click();
    assert.ok(visited.lines.includes('now for dog.png'), visited.lines.join());
    const name = await button.evaluate(
      (element) => element.assignedSlot?.closest('li')?.querySelector('[part=name]')?.textContent,
    );
    assert.equal(name?.trim(), 'dog.png');
    await visited.leave();
  });

  test('the policy is the one that all documents run under', () => {
    const line = stage().site.use('headers.txt').trim();
    const policy = line.replace('Content-Security-Policy: ', '');
    assert.equal(policy, policyFor('https://storage.example'));
  });

  test('the settings of VS Code name published files', async () => {
    const settings = JSON.parse(stage().site.use('settings.json')) as Record<string, string[]>;
    const files = Object.values(settings).flat();
    assert.equal(files.length, 2);
    for (const file of files) {
      const path = file.replace('./node_modules/@direct-upload/widget/', '');
      assert.ok((await stat(fileURLToPath(new URL(path, widget)))).size > 0, file);
    }
  });
});
