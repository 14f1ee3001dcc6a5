/**
 * `pnpm reference`: writes the tables of docs/widget.md from `custom-elements.json`, which the build makes of the
 * element's doc comments.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { referencePath, renderReference } from './reference/document.ts';

const { present, wanted } = await renderReference();
if (present === wanted) console.log('docs/widget.md is up to date');
else {
  await writeFile(referencePath, wanted);
  console.log('docs/widget.md: tables written');
}
