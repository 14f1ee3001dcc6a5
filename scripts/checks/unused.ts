/** Dead code and dead dependencies: knip with knip.json. @module */
import { passes } from './check.ts';
import type { Check } from './check.ts';

export const unused: Check = {
  name: 'unused',
  mend: 'delete what nobody uses, or list the file as an entry in knip.json',
  run: () => passes('knip', ['--no-progress', '--treat-config-hints-as-errors']),
};
