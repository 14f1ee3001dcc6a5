/**
 * The style sheets that make the looks, as text: the page that shows the looks shows them as well.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Texts for the holes of `pages/theming.html`. */
export type LookSources = Readonly<Record<'defaultCss' | 'bootstrapCss' | 'midnightCss', string>>;

const { resolve } = createRequire(import.meta.url);

/** Reads them where the package has them. */
export async function readLooks(): Promise<LookSources> {
  const read = (name: string): Promise<string> =>
    readFile(resolve(`@direct-upload/widget/looks/${name}.css`), 'utf8');
  const [defaultCss, bootstrapCss, midnightCss] = await Promise.all(
    ['default', 'bootstrap', 'midnight'].map(read),
  );
  if (!defaultCss || !bootstrapCss || !midnightCss) throw new TypeError('a look is empty');
  return { defaultCss, bootstrapCss, midnightCss };
}
