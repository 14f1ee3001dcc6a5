/**
 * Whatever a page says about a file: a key in its own folder, with nothing of the file's name, and URLs for the parts of
 * this upload alone; or a reason why not.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { declaredFile } from '../testing/any-request.js';
import type { AnyRequest } from '../testing/any-request.js';
import { keepsTheRules, useStand } from '../testing/any-stand.js';
import { SEED } from '../testing/property-runs.js';

/** Files in a call, and calls. */
const [FILES, CALLS] = [100, 800];
const scene = useStand();

/** A create call of many files as they may come. */
const manyFiles: fc.Arbitrary<AnyRequest> = fc
  .tuple(
    fc.constantFrom('/uploads', '/uploads/avatar'),
    fc.array(declaredFile, { minLength: FILES, maxLength: FILES, size: 'max' }),
  )
  .map(([path, files]) => ({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', authorization: 'Bearer anna' },
    body: JSON.stringify({ files }),
  }));

it('any file gets a key in its own folder and URLs for its parts, or a reason', async (t) => {
  let granted = 0;
  const property = fc.asyncProperty(manyFiles, async (asked) => {
    granted += (await keepsTheRules(asked, scene.stand)).grants;
  });
  await fc.assert(property, { numRuns: CALLS, seed: SEED });
  t.diagnostic(`seed ${SEED}, ${granted} grants for ${FILES * CALLS} files`);
  assert.ok(granted > 5_000);
});
