/**
 * docs/widget.md with its tables made anew. A table stands between `<!-- table: name -->` and `<!-- /table -->`;
 * everything else is written by hand and stays.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { root } from '../checks/check.ts';
import { readErrorCodes } from './error-codes.ts';
import { readElement } from './manifest.ts';
import { tables } from './tables.ts';

/** Where it is. */
export const referencePath = `${root}docs/widget.md`;

/** What the file says, and what it should say. */
export interface Reference {
  readonly present: string;
  readonly wanted: string;
}

/** @throws Error if a table is asked for that there is not, or one that there is has no place */
export async function renderReference(): Promise<Reference> {
  const present = await readFile(referencePath, 'utf8');
  const source = { ...(await readElement()), errorCodes: await readErrorCodes() };
  const placed = new Set<string>();
  const filled = present.replaceAll(
    /(<!-- table: (\S+) -->\n)[\s\S]*?(<!-- \/table -->)/g,
    (_, open: string, name: string, close: string) => {
      const make = tables[name];
      if (!make) throw new Error(`docs/widget.md asks for the table "${name}", which there is not`);
      placed.add(name);
      return `${open}\n${make(source)}\n\n${close}`;
    },
  );
  const missing = Object.keys(tables).filter((name) => !placed.has(name));
  if (missing.length > 0) throw new Error(`docs/widget.md has no table: ${missing.join(', ')}`);
  const options = await resolveConfig(referencePath);
  return { present, wanted: await format(filled, { ...options, filepath: referencePath }) };
}
