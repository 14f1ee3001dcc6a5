/**
 * What goes wrong on the way, through the built element: bits that flip, connections that break, answers that get lost,
 * URLs that storage refuses. Every upload ends with the right bytes and a receipt, or failed with the right code.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Faults } from '@direct-upload/dev-storage';
import { listObjects, readObject } from '../setup/swift-client.js';
import { openField, type Field } from './support/field.js';
import type { MadeFile } from './support/files.js';
import { useStage } from './support/use-stage.js';

const MiB = 1024 * 1024;
const scene = useStage({ storage: 'dev-storage' });
afterEach(() => {
  faults().clear();
});

/** Sets up what goes wrong. */
function faults(): Faults {
  const { devStorage } = scene.stage;
  assert.ok(devStorage);
  return devStorage.faults;
}

const part = { method: 'PUT', path: '*/parts/*' } as const;

function puts(field: Field): string[] {
  const urls: string[] = [];
  field.page.on('request', (request) => {
    if (request.method() === 'PUT') urls.push(request.url());
  });
  return urls;
}

/** The upload is done, and storage has the file's bytes under the receipt's name. */
async function assertProven(field: Field, file: MadeFile): Promise<void> {
  assert.deepEqual(await field.settled(), [{ name: file.name, status: 'done' }]);
  const [receipt] = await field.submit();
  assert.ok(receipt);
  const { upload } = await scene.stage.verify(receipt);
  const stored = await readObject(scene.stage.session, scene.stage.container, upload.key);
  assert.deepEqual(
    { claimed: upload.md5, stored: stored.md5 },
    { claimed: file.md5, stored: file.md5 },
  );
  await field.page.context().close();
}

for (const size of [100_000, 5 * MiB]) {
  test(`a bit flipped once in ${size} bytes is detected and the file sent again`, async () => {
    faults().add({ kind: 'flip-bit', offset: size - 1, times: 1, match: part });
    const file = await scene.files.make('flip.bin', size);
    const field = await openField(scene.stage);
    const sent = puts(field);
    await field.drop([file]);
    await assertProven(field, file);
    assert.equal(sent.length, 2);
  });

  test(`a bit flipped every time in ${size} bytes ends as corrupted, without a receipt`, async () => {
    faults().add({ kind: 'flip-bit', offset: 0, match: part });
    const file = await scene.files.make('flip.bin', size);
    const field = await openField(scene.stage);
    await field.drop([file]);
    assert.deepEqual(await field.settled(), [
      { name: 'flip.bin', status: 'failed', code: 'corrupted' },
    ]);
    const submissions = scene.stage.site.submissions.length;
    await field.page.getByRole('button', { name: 'Send' }).click();
    assert.equal(scene.stage.site.submissions.length, submissions, 'the form does not go out');
    await field.page.context().close();
  });
}

test('a response that got lost: the bytes had landed and are not sent twice', async () => {
  faults().add({ kind: 'lose-response', times: 1, match: part });
  const file = await scene.files.make('landed.bin', MiB);
  const field = await openField(scene.stage);
  const sent = puts(field);
  await field.drop([file]);
  await assertProven(field, file);
  assert.equal(sent.length, 1);
});

test('a connection cut in the middle is tried again', async () => {
  faults().add({
    kind: 'drop',
    during: 'upload',
    afterBytes: 2 * MiB,
    times: 2,
    match: part,
  });
  const file = await scene.files.make('cut.bin', 5 * MiB);
  const field = await openField(scene.stage);
  await field.drop([file]);
  await assertProven(field, file);
});

test('a refusal that the page may not read (an expired URL on Swift) is signed anew', async () => {
  faults().add({ kind: 'status', status: 401, cors: false, times: 1, match: part });
  // The page looks with HEAD and the same URL, which a refused URL does not allow either.
  faults().add({
    kind: 'status',
    status: 401,
    cors: false,
    times: 1,
    match: { method: 'HEAD', path: '*/parts/*' },
  });
  const file = await scene.files.make('expired.bin', MiB);
  const field = await openField(scene.stage);
  const sent = puts(field);
  const signed = field.page.waitForRequest((request) => request.url().endsWith('/parts'));
  await field.drop([file]);
  await assertProven(field, file);
  await signed;
  assert.equal(sent.length, 2);
});

test('storage that fails for a while is waited for', async () => {
  faults().add({ kind: 'status', status: 503, retryAfter: 1, times: 3, match: part });
  const file = await scene.files.make('busy.bin', MiB);
  const field = await openField(scene.stage);
  await field.drop([file]);
  await assertProven(field, file);
});

test('a cancelled upload leaves nothing behind', async () => {
  faults().add({ kind: 'slow', during: 'upload', bytesPerSecond: MiB, match: part });
  const left = async (): Promise<readonly string[]> => {
    const all = await listObjects(scene.stage.session, scene.stage.container);
    // The note that it was aborted expires with its token.
    return all.map(({ name }) => name).filter((name) => !name.endsWith('/aborted'));
  };
  const before = await left();
  const file = await scene.files.make('cancelled.bin', 5 * MiB);
  const field = await openField(scene.stage);
  await field.drop([file]);
  await field.page.waitForFunction(() => {
    const [upload] = document.querySelector('direct-upload')!.uploader.uploads;
    return upload?.state.status === 'uploading' && upload.state.progress.sent > 0;
  });
  const aborted = field.page.waitForResponse((response) => response.url().endsWith('/abort'));
  await field.page.evaluate(() => {
    document.querySelector('direct-upload')!.cancel();
  });
  assert.equal((await aborted).status(), 204);
  assert.deepEqual(await field.settled(), [{ name: 'cancelled.bin', status: 'cancelled' }]);
  assert.deepEqual(await left(), before);
  await field.page.context().close();
});

for (const [status, s3Code] of [
  [400, 'RequestTimeout'],
  [400, 'ExpiredToken'],
  [409, 'OperationAborted'],
  [503, 'SlowDown'],
] as const) {
  for (const cors of [true, false]) {
    const seen = cors ? 'that the page may read' : 'hidden from the page';
    test(`a first PUT refused with ${s3Code} (${status}), ${seen}`, async () => {
      faults().add({ kind: 'status', status, s3Code, cors, times: 1, match: part });
      const file = await scene.files.make('again.bin', 100_000);
      const field = await openField(scene.stage);
      const sent = puts(field);
      await field.drop([file]);
      await assertProven(field, file);
      // Of a hidden one it is asked with an empty PUT whether it is led to another address.
      assert.equal(sent.length, cors ? 2 : 3);
    });
  }
}

test('a PUT that is led to another address, while all else is answered: it says so soon', async () => {
  const { session, container } = scene.stage;
  const parts = async (): Promise<readonly string[]> => {
    const all = await listObjects(session, container);
    return all.map(({ name }) => name).filter((name) => /^parts\/.*\/\d{8}$/.test(name));
  };
  // Uploads that failed in other tests have left theirs.
  const before = await parts();
  const location = 'http://127.0.0.1:9/';
  faults().add({ kind: 'status', status: 307, location, match: part });
  const file = await scene.files.make('led.bin', 100_000);
  const field = await openField(scene.stage);
  await field.drop([file]);
  assert.deepEqual(await field.settled(), [
    { name: 'led.bin', status: 'failed', code: 'storage-refused' },
  ]);
  assert.deepEqual(await parts(), before);
  await field.page.context().close();
});
