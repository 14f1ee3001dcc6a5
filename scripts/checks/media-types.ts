/** The table of types in `packages/accept` is what the script writes. @module */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { rowsPath, rowsSource } from '../media-types/rows.ts';
import { root } from './check.ts';
import type { Check } from './check.ts';

export const mediaTypes: Check = {
  name: 'media-types',
  mend: 'run `node scripts/media-types.ts` and commit what it writes',
  async run() {
    const isFresh = (await readFile(rowsPath, 'utf8').catch(() => '')) === rowsSource();
    return isFresh ? [] : [`${relative(root, rowsPath)} is not what the script writes`];
  },
};
