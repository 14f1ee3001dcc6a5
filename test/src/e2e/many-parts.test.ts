/**
 * A file on disk in a hundred parts. Each is read by a stream of its own, and none may be lost on the way: Chromium 156 collects
 * the stream of a file as garbage while its next bytes are waited for, unless somebody keeps it. Blobs in memory do not show that.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readObject } from '../setup/swift-client.js';
import { openField, type Field } from './support/field.js';
import { useStage } from './support/use-stage.js';

const MiB = 1024 * 1024;
const PARTS = 100;
const scene = useStage({ storage: 'dev-storage', partSize: MiB });

test(`${PARTS} parts of 1 MiB: every one is read, hashed and stored`, async () => {
  const file = await scene.files.make('parts.bin', PARTS * MiB);
  const field = await openField(scene.stage);
  await field.drop([file]);
  const stop = new AbortController();
  const littering = litter(field, stop.signal);
  assert.deepEqual(await field.settled(60_000), [{ name: file.name, status: 'done' }]);
  stop.abort();
  await littering;
  const [receipt = ''] = await field.submit();
  const { upload } = await scene.stage.verify(receipt);
  assert.equal(upload.parts, PARTS);
  const stored = await readObject(scene.stage.session, scene.stage.container, upload.key);
  assert.deepEqual([stored.size, stored.md5], [file.size, file.md5]);
});

/** Has the workers collect their garbage all the time. */
async function litter({ page }: Field, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const worker of page.workers()) {
      await worker.evaluate(() => {
        for (let count = 0; count < 100; count += 1) new Uint8Array(1_000_000);
      });
    }
    await sleep(5);
  }
}
