/**
 * An interrupted upload in WebKitGTK, with a file on disk. It keeps no handle to a file: the same one is chosen again, and
 * only what storage does not hold is sent.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import { untilOnly, type Listed } from './support/listed.js';
import { startOwnWebKit } from './support/own-webkit.js';
import { createSeenParts } from './support/part-log.js';
import { assertNothingTwice, assertStored, DEFAULT_PART, PARTS } from './support/proof.js';

const skip = skipWithout('webkit', 'swift');
const scene = useStage({ storage: 'swift' });

test('WebKitGTK: the page is reloaded, and the file chosen again', { skip }, async (t) => {
  await using webkit = await startOwnWebKit();
  const listed = (): Promise<readonly Listed[]> => webkit.listed();
  const { browser } = webkit;
  const file = await scene.files.make('reloaded.bin', PARTS * DEFAULT_PART);
  await browser.url(scene.stage.site.origin);
  await webkit.choose([file.path]);
  const { status } = await untilOnly(listed, ({ confirmed }) => confirmed >= 3 * DEFAULT_PART);
  assert.equal(status, 'uploading', 'it is in the middle');
  // The driver tells of no requests. What has ended, the page knows.
  const seen = createSeenParts();
  const ended = await browser.execute(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  for (const url of ended) seen.sent('PUT', url);
  assert.equal(seen.uploads.size, 1);

  await browser.url(scene.stage.site.origin);
  await untilOnly(listed, (upload) => upload.status === 'paused' && upload.source === 'missing');
  await webkit.choose([file.path]);
  const found = await untilOnly(
    listed,
    (upload) => upload.status !== 'paused' && upload.confirmed > 0,
  );
  assert.ok(found.confirmed >= DEFAULT_PART, 'what storage holds counts');
  await untilOnly(listed, (upload) => upload.status === 'done');
  await webkit.submit();
  const [receipt = '', ...more] = scene.stage.site.submissions.at(-1) ?? [];
  assert.deepEqual(more, []);
  await assertStored(scene.stage, (await scene.stage.verify(receipt)).upload, file);
  await assertNothingTwice(t, scene.stage, seen);
});
