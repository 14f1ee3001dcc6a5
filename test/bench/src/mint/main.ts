/**
 * `pnpm bench:signer [--seconds n] [--rounds n] [--json file] [--only waiting]`: see the README.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { completions } from './complete.js';
import { mint } from './mint.js';
import { signerTable, type SignerResults } from './table.js';
import { waiting, waitingTable } from './waiting.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    only: { type: 'string' },
  },
});
if (values.only === 'waiting') {
  console.log(waitingTable(await waiting()));
} else {
  const results: SignerResults = {
    mint: await mint({ seconds: Number(values.seconds), rounds: Number(values.rounds) }),
    completed: await completions(20),
  };
  console.log(signerTable(results));
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify(results));
}
