/**
 * `pnpm bench:report [--check]`: writes docs/benchmarks.md from docs/benchmarks.json, or says whether it is that.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { isCurrent, writeDocument } from './document-file.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
if (!values.check) await writeDocument();
else if (!(await isCurrent())) {
  console.log('docs/benchmarks.md is not what docs/benchmarks.json makes it');
  process.exitCode = 1;
}
