/**
 * A shorter soak for every run of the suite; `SEED` and `COUNT` make it another one. The long ones, in which also servers
 * and the browser are killed, are the command `pnpm soak`.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { skipWithout } from '../setup/needs.js';
import { soak, type SoakOptions } from './support/soak-run.js';

const count = Number(process.env['COUNT'] ?? 30);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

/** Resolves with how many uploads were done. */
async function assertPassed(t: TestContext, options: SoakOptions): Promise<number> {
  const { wrong, lost, leaked, expiring, collected, broken, ...figures } = await soak(options);
  t.diagnostic(JSON.stringify(figures));
  const left = [...leaked, ...expiring, ...collected];
  assert.deepEqual({ wrong, lost, broken, left }, { wrong: [], lost: [], broken: [], left: [] });
  return figures.done;
}

test(`${count} uploads under random faults: all right, or failed for a reason`, async (t) => {
  t.diagnostic(`SEED=${seed} COUNT=${count} repeats it`);
  // How many give up is up to how long a signer needs to start again here.
  assert.ok((await assertPassed(t, { seed, count })) > 0, 'some get through');
});

test(
  '8 uploads to a real S3 API through a cable that is cut',
  { skip: skipWithout('swift') },
  async (t) => {
    t.diagnostic(`SEED=${seed} repeats it`);
    await assertPassed(t, { seed, count: 8, storage: 's3', weather: ['cut'] });
  },
);
