/**
 * A receipt stays true: the URLs of an upload are still good for a while after it, and must not be able to change the
 * object that the receipt names.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readObject } from '../setup/swift-client.js';
import { openField } from './support/field.js';
import { useStage } from './support/use-stage.js';

const scene = useStage({ storage: 'swift' });

test("replaying an upload's PUT URL after its receipt leaves the named object unchanged", async () => {
  const file = await scene.files.make('original.bin', 100_000);
  const field = await openField(scene.stage);
  const puts: string[] = [];
  field.page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request.url());
  });
  await field.drop([file]);
  await field.settled();
  const [receipt] = await field.submit();
  assert.ok(receipt);
  const { upload } = await scene.stage.verify(receipt);
  const [url] = puts;
  assert.ok(url);

  const replay = await fetch(url, { method: 'PUT', body: 'other bytes' });
  assert.equal(replay.status, 201, 'the URL itself is still good: this is what must not matter');
  const stored = await readObject(scene.stage.session, scene.stage.container, upload.key);
  assert.deepEqual({ md5: stored.md5, size: stored.size }, { md5: file.md5, size: file.size });
});
