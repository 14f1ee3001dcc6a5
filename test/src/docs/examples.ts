/**
 * Takes the examples out of a document, so that tests can run exactly what people copy.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);

/** The fenced blocks of one language in a document of this repository, in order. */
export async function examples(document: string, language: string): Promise<readonly string[]> {
  const text = await readFile(fileURLToPath(new URL(document, root)), 'utf8');
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm');
  return [...text.matchAll(fence)].map(([, code = '']) => code);
}

/** The one block that contains `mark`. Throws if there is none, or more than one. */
export async function example(document: string, language: string, mark: string): Promise<string> {
  const found = (await examples(document, language)).filter((code) => code.includes(mark));
  const [code] = found;
  if (code === undefined || found.length > 1) {
    throw new Error(`${document} has ${found.length} ${language} examples with "${mark}"`);
  }
  return code;
}
