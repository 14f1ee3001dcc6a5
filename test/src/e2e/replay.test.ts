/**
 * A receipt stays true: the URLs of an upload are still good for a while after it, and must not be able to change the
 * object that the receipt names.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readObject } from '../setup/swift-client.js';
import { openField } from './support/field.js';
import { createFileMaker, type FileMaker } from './support/files.js';
import { setStage, type Stage } from './support/stage.js';

let stage: Stage;
let files: FileMaker;
before(async () => {
  files = await createFileMaker();
  stage = await setStage({ storage: 'swift' });
});
after(async () => {
  await stage.close();
  await files.remove();
});

test("replaying an upload's PUT URL after its receipt leaves the named object unchanged", async () => {
  const file = await files.make('original.bin', 100_000);
  const field = await openField(stage);
  const puts: string[] = [];
  field.page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request.url());
  });
  await field.drop([file]);
  await field.settled();
  const [receipt] = await field.submit();
  assert.ok(receipt);
  const { upload } = await stage.verify(receipt);
  const [url] = puts;
  assert.ok(url);

  const replay = await fetch(url, { method: 'PUT', body: 'other bytes' });
  assert.equal(replay.status, 201, 'the URL itself is still good: this is what must not matter');
  const stored = await readObject(stage.session, stage.container, upload.key);
  assert.deepEqual({ md5: stored.md5, size: stored.size }, { md5: file.md5, size: file.size });
});
