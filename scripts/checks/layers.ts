/** Cycles and layering: dependency-cruiser with the rules of .dependency-cruiser.js, on the TypeScript source. @module */
import { passes } from './check.ts';
import type { Check } from './check.ts';

export const layers: Check = {
  name: 'layers',
  mend: 'turn the import round or move the code: the rule’s comment in .dependency-cruiser.js says why it exists',
  run: () =>
    passes('depcruise', [
      '--config',
      '.dependency-cruiser.js',
      '--output-type',
      'err-long',
      'packages/*/src',
      'demo/src',
      'demo/pages',
      'test/src',
    ]),
};
