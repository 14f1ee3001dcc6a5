/**
 * Files on disk, chosen in the dialog of Firefox and of WebKitGTK, into the real Swift: on every edge of a part, and many
 * small ones. What Chromium does with them is in `verified-upload.test.ts`.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { skipWithout } from '../setup/needs.js';
import { assertStored, PART } from '../survival/support/proof.js';
import { visitWithFirefox, visitWithWebKit, type Visit } from './support/other-engines.js';
import type { MadeFile } from './support/files.js';
import { useStage } from './support/use-stage.js';

const engines = [
  ['firefox', visitWithFirefox],
  ['webkit', visitWithWebKit],
] as const;

for (const [engine, visit] of engines) {
  describe(engine, { skip: skipWithout(engine, 'swift') }, () => {
    const scene = useStage({ storage: 'swift', partSize: PART });

    /** Chosen, sent, submitted; every receipt verifies, and its object has the file's bytes. */
    async function travel(made: readonly MadeFile[]): Promise<void> {
      await using page: Visit = await visit(scene.stage.site.origin);
      await page.choose(made.map(({ path }) => path));
      const states = await page.settled();
      assert.deepEqual(
        states.filter(({ status }) => status !== 'done'),
        [],
      );
      assert.equal(states.length, made.length);
      await page.submit();
      const receipts = scene.stage.site.submissions.at(-1) ?? [];
      const claims = await Promise.all(receipts.map((receipt) => scene.stage.verify(receipt)));
      assert.equal(claims.length, made.length);
      for (const file of made) {
        // Over several parts there is no MD5 of the whole; no two of those have the same size.
        const claim = claims.find(({ upload: { size, md5 } }) =>
          md5 === undefined ? size === file.size : md5 === file.md5,
        );
        assert.ok(claim, `a receipt for ${file.name}`);
        await assertStored(scene.stage, claim.upload, file);
      }
    }

    test('0 B, 1 B, one part less and more one byte, several parts, and 60 small ones', async () => {
      const edges = [0, 1, PART - 1, PART, PART + 1, 2 * PART, 7 * PART + 3];
      // Read together, 16 at a time; some in the page, some in the worker.
      const small = Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? 100_000 + n : 10 + n));
      await travel(
        await Promise.all(
          [...edges, ...small].map((size) => scene.files.make(`${size} bytes.bin`, size)),
        ),
      );
    });
  });
}
