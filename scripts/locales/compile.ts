/**
 * From catalogues to modules: the texts one per line in the order of `en.json`, without their keys. With the keys, most
 * locales would weigh half as much again (docs/decisions/0006-locales.md).
 *
 * @module
 */
import { root } from '../checks/check.ts';
import { readCatalogues, type Catalogue, type Language } from './catalogue.ts';

/** A file to be written. */
export interface Compiled {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** In the order in which `translate` looks for a form. */
const PLURAL_CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/**
 * The modules of all languages, and that of the keys. A text that is not translated yet is the English one. Throws where a
 * catalogue has a key too many.
 */
export async function compiledLocales(): Promise<readonly Compiled[]> {
  const { english, others } = await readCatalogues();
  const keys = Object.keys(english);
  const directory = `${root}packages/widget/src/locales/`;
  return [
    { path: `${directory}keys.ts`, text: keysModule(keys) },
    ...others.map((language) => ({
      path: `${directory}${language.tag}.ts`,
      text: localeModule(language, english),
    })),
  ];
}

function keysModule(keys: readonly string[]): string {
  return `/**
 * The keys of the catalogues, in the order of the compiled texts. Made by scripts/locales.ts from locales/en.json.
 *
 * @module
 */
export const KEYS = [
${keys.map((key) => `  '${key}',\n`).join('')}] as const;
`;
}

/** The keys that a catalogue does not translate yet. */
export function untranslated({ catalogue }: Language, english: Catalogue): readonly string[] {
  return Object.keys(english).filter((key) => catalogue[key] === undefined);
}

function localeModule({ tag, catalogue }: Language, english: Catalogue): string {
  const keys = Object.keys(english);
  const unknown = Object.keys(catalogue).filter((key) => !keys.includes(key));
  if (unknown.length > 0) throw new Error(`${tag}.json: unknown ${unknown.join(', ')}`);
  const lines = keys.map((key) => line(tag, key, catalogue[key] ?? english[key]));
  return `/** Made by scripts/locales.ts from locales/${tag}.json. @module */
import type { Messages } from '../i18n/messages.js';
import { translate } from '../translate.js';

/** By line as in keys.ts. */
export const texts = \`${lines.join('\n')}\`;

/** All strings of the element. */
export const messages: Messages = /* @__PURE__ */ translate(texts, '${tag}');
`;
}

function line(tag: string, key: string, value: Catalogue[string] | undefined): string {
  if (value === undefined) throw new Error(`${tag}.json: ${key} is missing`);
  const forms = typeof value === 'string' ? [value] : formsOf(value);
  const bad = forms.find((form) => /[\n`\\|]|\$\{/.test(form));
  if (bad !== undefined) throw new Error(`${tag}.json: ${key} has a character that cannot be kept`);
  return forms.join('|');
}

function formsOf(value: Readonly<Record<string, string>>): readonly string[] {
  return PLURAL_CATEGORIES.map((category) => value[category] ?? '');
}
