/** The tables of docs/widget.md are those of the element that there is. @module */
import { renderReference } from '../reference/document.ts';
import type { Check } from './check.ts';

export const reference: Check = {
  name: 'reference',
  mend: 'run `pnpm reference`',
  async run() {
    const { present, wanted } = await renderReference();
    const lines = new Set(present.split('\n'));
    const stale = wanted.split('\n').filter((line) => !lines.has(line));
    return present === wanted ? [] : ['docs/widget.md is not what the manifest says', ...stale];
  },
};
