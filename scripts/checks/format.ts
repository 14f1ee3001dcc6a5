/** Prettier. @module */
import { passes } from './check.ts';
import type { Check } from './check.ts';

export const format: Check = {
  name: 'format',
  mend: 'run `pnpm format`',
  run: () => passes('prettier', ['--check', '--log-level', 'warn', '.']),
};
