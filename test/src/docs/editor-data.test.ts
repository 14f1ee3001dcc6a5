/**
 * What the package tells editors: the files follow their schemas, VS Code's own language services complete from them,
 * and none of the names in the manifest is left out.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { Ajv, type AnySchema } from 'ajv';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
// CommonJS, with exports that only the default import has.
import css, { type CSSDataV1 } from 'vscode-css-languageservice';
import html, { type HTMLDataV1 } from 'vscode-html-languageservice';

const widget = new URL('../../../packages/widget/', import.meta.url);
const require = createRequire(import.meta.url);

async function read<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(new URL(file, widget), 'utf8')) as T;
}

async function element(): Promise<CustomElementDeclaration> {
  const { modules } = await read<Package>('custom-elements.json');
  const found = modules
    .flatMap(({ declarations = [] }) => declarations)
    .find((each) => 'tagName' in each && each.tagName === 'direct-upload');
  assert.ok(found, 'the element is in the manifest');
  return found as CustomElementDeclaration;
}

const names = (entries: readonly { readonly name: string }[] = []): readonly string[] =>
  entries.map(({ name }) => name).toSorted();

/** Positions are offsets into the text; `¦` is the cursor. */
function cursor(language: string, text: string) {
  const code = text.replace('¦', '');
  const document = html.TextDocument.create('file:///a', language, 1, code);
  return { document, position: document.positionAt(text.indexOf('¦')) };
}

describe('schemas', () => {
  const cases = [
    ['custom-elements.json', 'custom-elements-manifest/schema.json'],
    ['vscode.html-custom-data.json', 'vscode-html-languageservice/docs/customData.schema.json'],
    ['vscode.css-custom-data.json', 'vscode-css-languageservice/docs/customData.schema.json'],
  ] as const;
  for (const [file, schema] of cases) {
    test(`${file} follows its own`, async () => {
      const validate = new Ajv({ strict: false }).compile(require(schema) as AnySchema);
      assert.ok(validate(await read(file)), JSON.stringify(validate.errors));
    });
  }
});

describe('VS Code', () => {
  async function completeHtml(text: string): Promise<readonly string[]> {
    const provider = html.newHTMLDataProvider(
      'widget',
      await read<HTMLDataV1>('vscode.html-custom-data.json'),
    );
    const service = html.getLanguageService({
      customDataProviders: [provider],
      useDefaultDataProvider: false,
    });
    const { document, position } = cursor('html', text);
    const list = service.doComplete(document, position, service.parseHTMLDocument(document));
    return list.items.map(({ label }) => label).toSorted();
  }

  test('completes every attribute', async () => {
    const offered = await completeHtml('<direct-upload ¦></direct-upload>');
    const { attributes } = await element();
    assert.deepEqual(
      names(attributes).filter((name) => !offered.includes(name)),
      [],
    );
  });

  test('completes the values of an attribute that has a choice', async () => {
    const offered = await completeHtml('<direct-upload autostart="¦"></direct-upload>');
    assert.deepEqual(offered, ['false', 'true']);
  });

  test('tells of every event and method over the tag', async () => {
    const { tags } = await read<HTMLDataV1>('vscode.html-custom-data.json');
    const text = JSON.stringify(tags?.find(({ name }) => name === 'direct-upload')?.description);
    const { events, members = [] } = await element();
    const methods = members.filter(({ kind }) => kind === 'method');
    for (const name of [...names(events), ...names(methods)]) {
      assert.ok(text.includes(`**${name}`), `${name} in ${text}`);
    }
  });

  test('completes every custom property and part', async () => {
    const data = await read<CSSDataV1>('vscode.css-custom-data.json');
    const provider = css.newCSSDataProvider(data);
    const service = css.getCSSLanguageService({ customDataProviders: [provider] });
    const offered = (text: string): readonly string[] => {
      const { document, position } = cursor('css', text);
      const sheet = service.parseStylesheet(document);
      return service.doComplete(document, position, sheet).items.map(({ label }) => label);
    };
    const { cssProperties, cssParts } = await element();
    const properties = offered('direct-upload { --¦ }');
    for (const name of names(cssProperties)) assert.ok(properties.includes(name), name);
    const parts = offered('direct-upload::¦ {}');
    for (const name of names(cssParts)) assert.ok(parts.includes(`::part(${name})`), name);
  });
});

interface WebTypes {
  readonly contributions: {
    readonly html: { readonly elements: readonly WebTypesElement[] };
    readonly css: Readonly<Record<'properties' | 'pseudo-elements', readonly { name: string }[]>>;
  };
}

interface WebTypesElement {
  readonly name: string;
  readonly attributes: readonly { name: string }[];
  readonly events: readonly { name: string }[];
  readonly slots?: readonly { name: string }[];
  readonly js: { readonly properties: readonly { name: string }[] };
}

test('JetBrains: web-types.json has every name, and package.json leads to it', async () => {
  const { contributions } = await read<WebTypes>('web-types.json');
  const [tag, ...others] = contributions.html.elements;
  assert.deepEqual([tag?.name, others], ['direct-upload', []]);
  const { attributes, events, slots, cssParts, cssProperties, members = [] } = await element();
  assert.deepEqual(names(tag?.attributes), names(attributes));
  assert.deepEqual(names(tag?.events), names(events));
  assert.deepEqual(names(tag?.slots), names(slots));
  assert.deepEqual(
    names(tag?.js.properties),
    names(members.filter(({ kind }) => kind === 'field')),
  );
  assert.deepEqual(names(contributions.css.properties), names(cssProperties));
  assert.deepEqual(
    names(contributions.css['pseudo-elements']),
    names(cssParts).map((name) => `part(${name})`),
  );
  const { 'web-types': path } = await read<Record<string, string>>('package.json');
  assert.equal(path, './web-types.json');
});
