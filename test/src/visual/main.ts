/**
 * `pnpm visual`: says which pictures differ. `pnpm visual --accept` keeps the element's look of now as the one to compare
 * with, and the accessibility trees in docs/accessibility.md as those to be told; look at both before you commit them.
 *
 * @module
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cases } from './cases.js';
import { docsPath, withTrees } from './support/tree-excerpts.js';
import { compareWith, describe, takePicture } from './support/compare.js';
import { baselines, openGallery } from './support/gallery.js';

const accept = process.argv.includes('--accept');
await mkdir(baselines, { recursive: true });
const gallery = await openGallery();
try {
  for (const shown of cases) {
    const page = await gallery.open(shown);
    const taken = await takePicture(page);
    await page.close();
    const path = join(baselines, `${shown.name}.png`);
    const difference = await compareWith(path, taken);
    const kept = accept && difference.kind !== 'none';
    if (kept) await writeFile(path, taken);
    else if (difference.kind !== 'none') process.exitCode = 1;
    process.stdout.write(`${shown.name}: ${describe(difference)}${kept ? ', accepted' : ''}\n`);
  }
  const text = await readFile(docsPath, 'utf8');
  const told = await withTrees(text, gallery);
  if (told !== text) {
    if (accept) await writeFile(docsPath, told);
    else process.exitCode = 1;
    process.stdout.write(`${docsPath}: trees differ${accept ? ', accepted' : ''}\n`);
  }
} finally {
  await gallery.close();
}
if (accept) {
  const names = new Set(cases.map(({ name }) => `${name}.png`));
  const left = (await readdir(baselines)).filter((file) => !names.has(file));
  for (const file of left) await rm(join(baselines, file));
}
