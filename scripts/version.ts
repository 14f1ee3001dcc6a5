/**
 * `node scripts/version.ts`: writes the signer's version from its package.json into `src/version.ts`. Part of `pnpm build`. A
 * constant, because a binary made by `pnpm binary` has no package.json to read.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';

const place = new URL('../packages/signer-server/', import.meta.url);
const { version } = JSON.parse(await readFile(new URL('package.json', place), 'utf8')) as {
  version: string;
};
const file = new URL('src/version.ts', place);
const text = await readFile(file, 'utf8');
const written = text.replace(/(?<=VERSION = ')[^']*/, version);
if (written !== text) await writeFile(file, written);
