/**
 * The pages for those who come from elsewhere: the code after the move runs as it stands, and every name of ours in
 * their tables is one that there is.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import { useDocument } from './support/document.js';
import { visit } from './support/visit.js';

const root = new URL('../../../', import.meta.url);

describe('from Uppy with aws-s3', () => {
  const stage = useDocument('docs/migrating/uppy-aws-s3.md');
  test('the field uploads, reports and submits', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    await visited.choose([await files.make('a.png', 2000), await files.make('b.txt', 10)]);
    assert.deepEqual(await visited.settled(), ['a.png done', 'b.txt failed']);
    assert.ok(visited.lines.includes('stored a.png'));
    assert.ok(visited.lines.includes('failed b.txt type-not-allowed'));
    await visited.page.getByRole('button', { name: 'Remove b.txt' }).click();
    const { form } = await visited.submit('Save');
    assert.equal(form.getAll('photos').length, 1);
    await visited.leave();
  });
});

describe('from Active Storage', () => {
  const stage = useDocument('docs/migrating/active-storage.md');
  test('the form has the receipts under the name of the model, the signer got the token', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const tokens: (string | undefined)[] = [];
    visited.page.on('request', (request) => {
      if (request.url().endsWith('/uploads')) tokens.push(request.headers()['x-csrf-token']);
    });
    await visited.choose([await files.make('a.png', 2000), await files.make('b.png', 0)]);
    assert.deepEqual(await visited.settled(), ['a.png done', 'b.png done']);
    const { form } = await visited.submit('Save');
    assert.equal(form.getAll('profile[photos][]').length, 2);
    assert.deepEqual([...new Set(tokens)], ['token-of-this-session']);
    await visited.leave();
  });
});

describe('from FilePond', () => {
  const stage = useDocument('docs/migrating/filepond.md');
  test('the field has the words, uploads and submits', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    await visited.page.getByText('Drop your documents here').waitFor();
    await visited.choose([await files.make('a.pdf', 2000)]);
    assert.deepEqual(await visited.settled(), ['a.pdf done']);
    assert.ok(visited.lines.includes('stored a.pdf'));
    const { form } = await visited.submit('Send');
    assert.equal(form.getAll('docs').length, 1);
    await visited.leave();
  });
});

describe('from vaadin-upload', () => {
  const stage = useDocument('docs/migrating/vaadin-upload.md');
  test('uploads wait for start, and refusals are told apart', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const { page } = visited;
    await page.getByText('Drop documents here').waitFor();
    await visited.choose([await files.make('a.pdf', 2000), await files.make('b.exe', 10)]);
    await page.waitForFunction(() => document.querySelector('direct-upload')!.uploads.length === 2);
    assert.ok(visited.lines.includes('refused b.exe'));
    assert.ok(!visited.lines.includes('stored a.pdf'));
    await page.evaluate(() => {
      document.querySelector('direct-upload')!.start();
    });
    assert.deepEqual(await visited.settled(), ['a.pdf done', 'b.exe failed']);
    await page.getByRole('button', { name: 'Remove b.exe' }).click();
    await visited.submit('Send');
    await visited.leave();
  });
});

describe('names', () => {
  test('what the tables call ours is there', async () => {
    const known = await ourNames();
    const directory = new URL('docs/migrating/', root);
    const unknown: string[] = [];
    for (const file of await readdir(directory)) {
      const text = await readFile(new URL(file, directory), 'utf8');
      for (const name of namesIn(text)) if (!known.has(name)) unknown.push(`${file}: ${name}`);
    }
    assert.deepEqual(unknown, []);
  });
});

/** Words with a hyphen, custom properties, parts and states in the second column of the tables. */
function namesIn(text: string): readonly string[] {
  const cells = [...text.matchAll(/^\|[^|]*\|(.*)\|$/gm)].map(([, cell = '']) => cell);
  const codes = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, it = '']) => it));
  return codes
    .map((code) => code.replace(/="[^"]*"$/, ''))
    .filter((code) =>
      /^(?:-{0,2}[a-z]+(?:-[a-z]+)+|::part\([a-z-]+\)|:state\([a-z-]+\))$/.test(code),
    );
}

async function ourNames(): Promise<ReadonlySet<string>> {
  const json = await readFile(new URL('packages/widget/custom-elements.json', root), 'utf8');
  const element = (JSON.parse(json) as Package).modules
    .flatMap(({ declarations = [] }) => declarations)
    .find((each) => each.name === 'DirectUpload') as CustomElementDeclaration;
  const errors = await readFile(new URL('packages/widget/src/engine/errors.ts', root), 'utf8');
  const names = (entries: readonly { name: string }[] = []): string[] =>
    entries.map(({ name }) => name);
  const { cssStates } = element as { cssStates?: readonly { name: string }[] };
  return new Set([
    ...names(element.attributes),
    ...names(element.events),
    ...names(element.cssProperties),
    ...names(element.cssParts).map((name) => `::part(${name})`),
    // A button also carries its action as a part.
    ...['start', 'pause', 'resume', 'retry', 'cancel', 'remove'].map((name) => `::part(${name})`),
    ...names(cssStates).map((name) => `:state(${name})`),
    ...[...errors.matchAll(/\| '([a-z-]+)'/g)].map(([, code = '']) => code),
    // CSS's own.
    'color-scheme',
  ]);
}
