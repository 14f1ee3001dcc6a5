/**
 * The fenced blocks of a document as the files of a small site. The word after the language is the file's name:
 * ` ```html index.html `. A block called `before` shows what is migrated away from, and is not run.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../../', import.meta.url);

/** By name. Throws for a block without a name, or two of one name: nobody would run them. */
export async function blocksOf(document: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(fileURLToPath(new URL(document, root)), 'utf8');
  const blocks = new Map<string, string>();
  for (const [, info = '', code = ''] of text.matchAll(/^```(\S.*)\n([\s\S]*?)^```$/gm)) {
    const [language = '', name] = info.split(' ');
    if (name === 'before') continue;
    if (name === undefined) throw new Error(`${document}: a ${language} block has no name`);
    if (blocks.has(name)) throw new Error(`${document}: two blocks are called ${name}`);
    blocks.set(name, code);
  }
  return blocks;
}
