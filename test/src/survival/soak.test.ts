/**
 * A shorter soak for every run of the suite; `SEED` and `COUNT` make it another one. The long one is `soak.ts`.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soak } from './support/soak-run.js';

const count = Number(process.env['COUNT'] ?? 60);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

test(`${count} uploads under random faults: all right, or failed for a reason`, async (t) => {
  t.diagnostic(`SEED=${seed} COUNT=${count} repeats it`);
  const { wrong, lost, left, ...figures } = await soak({ seed, count });
  t.diagnostic(JSON.stringify(figures));
  assert.deepEqual({ wrong, lost, left }, { wrong: [], lost: [], left: [] });
  assert.ok(figures.done > count / 2, 'most of them get through');
});
