/**
 * Whatever is asked: no answer is a failure of the signer's own, every refusal says why, every URL puts one part of one
 * upload, and storage is asked about nothing else.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tryRequests, useStand } from '../testing/any-stand.js';
import { SEED, propertyRuns } from '../testing/property-runs.js';

const scene = useStand();

it('any request is answered, granted or refused by the rules', async (t) => {
  const reached = await tryRequests(scene.stand, propertyRuns(25_000));
  t.diagnostic(`seed ${SEED}, answers ${JSON.stringify(Object.fromEntries(reached))}`);
  for (const status of [200, 204, 400, 401, 403, 404, 405, 410, 413, 415, 'downloads'] as const) {
    assert.ok((reached.get(status) ?? 0) > 20, `${status} is hardly reached`);
  }
});
