/** Cycles and layering: dependency-cruiser, on the TypeScript source. @module */
import { passes } from './check.ts';
import type { Check } from './check.ts';

/** Of modules, tests and demo too; and of the folders that are shipped. */
const cruises: Readonly<Record<string, readonly string[]>> = {
  '.dependency-cruiser.js': ['packages/*/src', 'demo/src', 'demo/pages', 'test/src'],
  '.dependency-cruiser.folders.js': ['packages/*/src'],
};

export const layers: Check = {
  name: 'layers',
  mend: 'turn the import round or move the code: the rule’s comment says why it exists',
  async run() {
    const problems: string[] = [];
    for (const [config, places] of Object.entries(cruises)) {
      const how = ['--config', config, '--output-type', 'err-long'];
      problems.push(...(await passes('depcruise', [...how, ...places])));
    }
    return problems;
  },
};
