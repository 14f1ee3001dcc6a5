/** docs/benchmarks.md is what its generator makes of the published run. @module */
import { passes } from './check.ts';
import type { Check } from './check.ts';

export const benchmarks: Check = {
  name: 'benchmarks',
  mend: 'run `pnpm bench:report`, or measure with `pnpm bench:publish`',
  run: () => passes('node', ['test/bench/dist/publish/report.js', '--check']),
};
