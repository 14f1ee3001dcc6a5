/**
 * The accessibility trees in the docs: each stands under a comment that names a scene of the gallery's page.
 *
 * @module
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessibilityTree } from '../../stories/accessibility-tree.js';
import type { Gallery } from './gallery.js';

/** The page that tells them. */
export const docsPath = join(
  fileURLToPath(new URL('../../../../', import.meta.url)),
  'docs/accessibility.md',
);

const excerpt = /<!-- tree: (\w+) -->\n\n```text\n[^`]*```/g;

/** The same text with the trees as Chromium has them now. */
export async function withTrees(text: string, gallery: Gallery): Promise<string> {
  let told = text;
  for (const [block, scene = ''] of text.matchAll(excerpt)) {
    const page = await gallery.open({ name: scene, scene });
    const tree = await accessibilityTree(page, 'group', 'Files');
    await page.close();
    told = told.replace(block, `<!-- tree: ${scene} -->\n\n\`\`\`text\n${tree}\n\`\`\``);
  }
  return told;
}

/** The scenes whose trees a text tells. */
export function scenesTold(text: string): readonly string[] {
  return [...text.matchAll(excerpt)].map(([, scene = '']) => scene);
}
