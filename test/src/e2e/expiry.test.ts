/**
 * URLs that run out before their file's turn, in a queue on a slow line: signed anew, and every upload succeeds.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openField } from './support/field.js';
import type { MadeFile } from './support/files.js';
import { useStage } from './support/use-stage.js';

const URL_TTL = 3;
const scene = useStage({ storage: 'swift', urlTtl: URL_TTL });

test('an expired URL mid-queue is signed anew', async () => {
  const made: MadeFile[] = [];
  for (let n = 0; n < 24; n += 1) made.push(await scene.files.make(`${n}.bin`, 512 * 1024));
  const field = await openField(scene.stage);
  // 12 MiB at 1.5 MiB/s: about three times as long as a URL lives.
  const line = await field.page.context().newCDPSession(field.page);
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 1.5 * 1024 * 1024,
  });
  const signed: string[] = [];
  field.page.on('request', (request) => {
    if (request.url().endsWith('/uploads/parts')) signed.push(request.url());
  });
  const started = Date.now();
  await field.drop(made);
  const states = await field.settled();
  assert.ok(Date.now() - started > URL_TTL * 1000, 'the queue outlived the URLs');
  assert.deepEqual(new Set(states.map(({ status }) => status)), new Set(['done']));
  assert.ok(signed.length > 0, 'some URLs were signed anew');
  const receipts = await field.submit();
  const hashes = await Promise.all(
    receipts.map(async (it) => (await scene.stage.verify(it)).upload.md5),
  );
  assert.deepEqual(hashes.sort(), made.map(({ md5 }) => md5).sort());
});
