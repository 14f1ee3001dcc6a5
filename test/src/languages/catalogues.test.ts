/**
 * Every catalogue is whole: the keys of English, their placeholders, the plural forms that the language has, nothing left in
 * English.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

type Text = string | Readonly<Record<string, string>>;
type Catalogue = Readonly<Record<string, Text>>;

const directory = new URL('../../../packages/widget/locales/', import.meta.url);
const read = (tag: string): Catalogue =>
  JSON.parse(readFileSync(new URL(`${tag}.json`, directory), 'utf8')) as Catalogue;

const english = read('en');
const tags = readdirSync(directory)
  .map((name) => name.replace('.json', ''))
  .filter((tag) => tag !== 'en');

/** Words that are the same in English: by key, and the languages that may have them. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  images: ['fr'],
  audio: ['de', 'fr', 'es', 'it', 'nl', 'ro', 'id'],
  video: ['de', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'ro', 'tr', 'id', 'vi'],
  start: ['da'],
};

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

/** Categories that stand for one number alone: the form may say it in words. */
const ofOneNumber = (tag: string, category: string): boolean => {
  const rules = new Intl.PluralRules(tag);
  const numbers = Array.from({ length: 2000 }, (_, number) => number);
  return numbers.filter((number) => rules.select(number) === category).length === 1;
};

test('there are English and at least 24 other languages, by canonical tag', () => {
  assert.ok(tags.length >= 24, `${tags.length} languages`);
  for (const tag of tags) assert.deepEqual(Intl.getCanonicalLocales(tag), [tag]);
});

test('docs/languages.md lists them', () => {
  const text = readFileSync(new URL('../../../docs/languages.md', import.meta.url), 'utf8');
  const [, table = ''] = /## Which languages\n\n([^]*?)\n\n/.exec(text) ?? [];
  const listed = [...table.matchAll(/`([\w-]+)`/g)]
    .map(([, tag]) => tag)
    .filter((t) => t !== 'tag');
  assert.deepEqual(listed.sort(), ['en', ...tags].sort());
});

for (const tag of tags) {
  describe(tag, () => {
    const catalogue = read(tag);

    test('has the keys of English in the same order', () => {
      assert.deepEqual(Object.keys(catalogue), Object.keys(english));
    });

    test('has the same placeholders', () => {
      for (const [key, text] of Object.entries(catalogue)) {
        const wanted = english[key];
        if (typeof text !== 'string' || typeof wanted !== 'string') continue;
        assert.deepEqual(placeholders(text), placeholders(wanted), key);
      }
    });

    test('has the plural forms of the language and no others', () => {
      const files = catalogue['files'];
      assert.ok(typeof files === 'object');
      const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
      assert.deepEqual(Object.keys(files).sort(), [...pluralCategories].sort());
      for (const [category, form] of Object.entries(files)) {
        const names = placeholders(form);
        if (names.length === 0) assert.ok(ofOneNumber(tag, category), `${category}: ${form}`);
        else assert.deepEqual(names, ['count'], category);
      }
    });

    test('has forms of other texts only where a count chooses them', () => {
      const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
      for (const [key, forms] of Object.entries(catalogue)) {
        if (typeof forms === 'string' || key === 'files') continue;
        const wanted = english[key];
        assert.ok(typeof wanted === 'string', key);
        assert.deepEqual(placeholders(wanted), ['files'], key);
        assert.ok('other' in forms, key);
        for (const [category, form] of Object.entries(forms)) {
          assert.ok(
            pluralCategories.includes(category as Intl.LDMLPluralRule),
            `${key} ${category}`,
          );
          assert.deepEqual(placeholders(form), ['files'], `${key} ${category}`);
        }
      }
    });

    test('says nothing in English', () => {
      for (const [key, text] of Object.entries(catalogue)) {
        if (text !== english[key] || text === '{label}: {name}') continue;
        assert.ok(SAME[key]?.includes(tag), `${key}: ${JSON.stringify(text)}`);
      }
    });

    test('has no text that is empty, has spaces at an end, or three dots', () => {
      const texts = Object.values(catalogue).flatMap((text) =>
        typeof text === 'string' ? [text] : Object.values(text),
      );
      for (const text of texts) {
        assert.match(text, /^\S(.*\S)?$/u);
        assert.doesNotMatch(text, /\.\.\.|\s{2}/u);
      }
    });
  });
}
