/**
 * A catalogue: the element's texts in one language, as translators and their tools edit them. `en.json` says which keys
 * there are, in which order, and which placeholders each has.
 *
 * @module
 */
import { readFile, readdir } from 'node:fs/promises';
import { root } from '../checks/check.ts';

/** Texts by key; where a count decides the form, the forms by plural category (CLDR). */
export type Catalogue = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** A catalogue and its BCP 47 tag. */
export interface Language {
  readonly tag: string;
  readonly catalogue: Catalogue;
}

/** All catalogues in alphabetical order, English and its keys apart. */
export async function readCatalogues(): Promise<{
  readonly english: Catalogue;
  readonly others: readonly Language[];
}> {
  const directory = `${root}packages/widget/locales/`;
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  const all = await Promise.all(
    names.map(async (name): Promise<Language> => ({
      tag: name.slice(0, -'.json'.length),
      catalogue: JSON.parse(await readFile(directory + name, 'utf8')) as Catalogue,
    })),
  );
  const english = all.find(({ tag }) => tag === 'en');
  if (!english) throw new Error(`${directory}en.json is missing: it names the keys.`);
  return { english: english.catalogue, others: all.filter((each) => each !== english) };
}
