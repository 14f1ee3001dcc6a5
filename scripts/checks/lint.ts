/** ESLint with the rules of eslint.config.js; a warning is an error. @module */
import { passes } from './check.ts';
import type { Check } from './check.ts';

export const lint: Check = {
  name: 'lint',
  mend: 'correct what ESLint names, `npx eslint --fix .` does some of it',
  run: () => passes('eslint', ['.', '--max-warnings', '0']),
};
