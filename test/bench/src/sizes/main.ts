/**
 * `pnpm bench:sizes [--json file]`: see the README.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { bundleSizes } from './sizes.js';
import { sizeTable } from './table.js';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const sizes = await bundleSizes();
console.log(sizeTable(sizes));
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(sizes));
