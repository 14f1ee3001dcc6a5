/**
 * The soak as a command: `SEED=7 COUNT=200 node test/dist/survival/soak.js`. Prints its report; exit code 1 if an upload
 * ended wrong, got lost or left something.
 *
 * @module
 */
import { soak } from './support/soak-run.js';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));
const count = Number(process.env['COUNT'] ?? 200);
process.stdout.write(`SEED=${seed} COUNT=${count}\n`);
const report = await soak({ seed, count });
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
const { wrong, lost, left } = report;
process.exitCode = wrong.length + lost.length + left.length > 0 ? 1 : 0;
