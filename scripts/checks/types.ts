/** The compiler, over all packages, their tests and these scripts. @module */
import { passes } from './check.ts';
import type { Check } from './check.ts';

export const types: Check = {
  name: 'types',
  mend: 'correct the types (`npx tsc -b` shows the same)',
  run: () => passes('tsc', ['-b']),
};
