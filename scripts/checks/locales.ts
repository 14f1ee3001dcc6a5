/** The compiled locales are those of the catalogues; lists what is not translated yet. @module */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { readCatalogues } from '../locales/catalogue.ts';
import { compiledLocales, untranslated } from '../locales/compile.ts';
import { repositoryFiles, root } from './check.ts';
import type { Check } from './check.ts';

export const locales: Check = {
  name: 'locales',
  mend: 'run `node scripts/locales.ts` and commit what it writes; a module without a catalogue is to be deleted',
  async run(note) {
    const { english, others } = await readCatalogues();
    for (const language of others) {
      const missing = untranslated(language, english);
      if (missing.length > 0) note(`${language.tag}.json lacks ${missing.join(', ')}: in English`);
    }
    const compiled = await compiledLocales();
    const paths = new Set(compiled.map(({ path }) => relative(root, path)));
    const strays = (await repositoryFiles('packages/widget/src/locales/*.ts')).filter(
      (file) => !paths.has(file),
    );
    const stale = await Promise.all(
      compiled.map(async ({ path, text }) =>
        (await readFile(path, 'utf8').catch(() => '')) === text ? [] : [relative(root, path)],
      ),
    );
    return [
      ...strays.map((file) => `${file} has no catalogue`),
      ...stale.flat().map((file) => `${file} is not what its catalogue compiles to`),
    ];
  },
};
