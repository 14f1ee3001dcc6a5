/**
 * A file that is cut short on disk while it is being sent, after it was hashed. Firefox and WebKitGTK go on waiting for bytes that are
 * not there; the upload says so within seconds, and nothing is made of it.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { engines } from '../e2e/support/other-engines.js';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import { untilListed } from './support/listed.js';

const MiB = 1024 * 1024;
/** More than the sockets on the way take at once, which is 2 to 4 MiB: some of each part is read late. */
const PART = 6 * MiB;
const PARTS = 4;
/** Two looks at a file whose bytes do not move, and time for a busy machine. Milliseconds. */
const SOON = 15_000;

for (const [engine, visit] of engines) {
  describe(engine, { skip: skipWithout(engine) }, () => {
    const scene = useStage({ storage: 'dev-storage', partSize: PART });

    test('the file is cut to 1,000 bytes while it is sent', async (t) => {
      const { devStorage, site } = scene.stage;
      assert.ok(devStorage);
      const { faults } = devStorage;
      const match = { method: 'PUT' };
      // Before a part is sent again its hash is known: from then on only sending reads the file.
      faults.add({ kind: 'status', status: 503, times: PARTS, match });
      faults.add({ kind: 'slow', during: 'upload', bytesPerSecond: MiB / 8, skip: PARTS, match });
      site.setPolicy({ 'script-src': "'self' 'wasm-unsafe-eval'" });
      await using page = await visit(site.origin);
      const file = await scene.files.make('cut.bin', PARTS * PART);
      await page.choose([file.path]);
      await untilListed(page.listed, () => faults.list()[1]?.fired === PARTS);
      await truncate(file.path, 1_000);
      const began = performance.now();
      const [upload] = await page.settled();
      const took = Math.round(performance.now() - began);
      t.diagnostic(`failed ${took} ms after it was cut`);
      assert.deepEqual([upload?.status, upload?.code], ['failed', 'file-unreadable']);
      assert.ok(took < SOON, `failed ${took} ms after it was cut`);
    });
  });
}
