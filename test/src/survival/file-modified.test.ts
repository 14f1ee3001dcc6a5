/**
 * A file that is modified between an interruption and the resume: the object is never a mixture of old and new bytes.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import { loadField, openField, type Field } from '../e2e/support/field.js';
import type { MadeFile } from '../e2e/support/files.js';
import { useStage } from '../e2e/support/use-stage.js';
import { listObjects } from '../setup/swift-client.js';
import { assertStored, assertSurvived, PART, SIZE } from './support/proof.js';
import { partPuts, type SeenParts } from './support/part-log.js';
import { offered, underWay } from './support/under-way.js';

const scene = useStage({ storage: 'swift', partSize: PART });

/** Interrupted at 40 %, then 1 KiB in its third part is written over; the page is loaded anew. */
async function modified(
  name: string,
  options: { readonly sameTime: boolean },
): Promise<{ field: Field; file: MadeFile; seen: SeenParts }> {
  const old = await scene.files.make(name, SIZE);
  // A whole second: what is set again later must not come out a microsecond earlier.
  await utimes(old.path, 1_790_000_000, 1_790_000_000);
  const page = await (await scene.stage.browser.newContext()).newPage();
  const { line, seen } = await underWay(page, scene.stage, old);
  const field = await loadField(page, scene.stage.site);
  await line.free();
  await offered(page);
  const file = await overwrite(old, options.sameTime);
  assert.notEqual(file.md5, old.md5);
  return { field, file, seen };
}

async function overwrite(file: MadeFile, sameTime: boolean): Promise<MadeFile> {
  const { mtime } = await stat(file.path);
  const handle = await open(file.path, 'r+');
  await handle.write(Buffer.alloc(1024, 'changed'), 0, 1024, 2 * PART + 5_000);
  await handle.close();
  // A second later, or to the eye of the file system never at all.
  const time = sameTime ? mtime : new Date(mtime.getTime() + 1_000);
  await utimes(file.path, time, time);
  return {
    ...file,
    md5: createHash('md5')
      .update(await readFile(file.path))
      .digest('hex'),
  };
}

/** Of those uploads that are done. */
function receiptsOf({ page }: Field): Promise<readonly string[]> {
  return page.evaluate(() =>
    document
      .querySelector('direct-upload')!
      .uploads.flatMap(({ state }) => (state.status === 'done' ? [state.receipt] : [])),
  );
}

async function stored(t: TestContext, seen: SeenParts): Promise<readonly string[]> {
  assert.ok(scene.stage.swift);
  const puts = await partPuts(scene.stage.swift, seen);
  const paths = puts.filter(({ status }) => status === 201).map(({ path }) => path);
  t.diagnostic(`${seen.uploads.size} uploads, ${paths.length} parts stored for ${SIZE / PART}`);
  return paths;
}

test('continued by its handle: refused as changed, nothing is made of it', async (t) => {
  const { field, seen } = await modified('handle.bin', { sameTime: false });
  await field.page.locator('direct-upload').locator('[part~="continue"]').click();
  assert.deepEqual(await field.settled(), [
    { name: 'handle.bin', status: 'failed', code: 'file-changed' },
  ]);
  await stored(t, seen);
  const { session, container } = scene.stage;
  const whole = (await listObjects(session, container)).filter(
    ({ name }) => !name.startsWith('parts/'),
  );
  assert.deepEqual(whole, []);
  await field.page.context().close();
});

test('chosen again: it is another file, and is sent from its first byte', async (t) => {
  const { field, file, seen } = await modified('chosen.bin', { sameTime: false });
  await field.drop([file]);
  await field.page.waitForFunction(() =>
    document.querySelector('direct-upload')!.uploads.some(({ state }) => state.status === 'done'),
  );
  const receipts = await receiptsOf(field);
  assert.equal(receipts.length, 1);
  const { upload } = await scene.stage.verify(receipts[0] ?? '');
  await assertStored(scene.stage, upload, file);
  await stored(t, seen);
  assert.equal(seen.uploads.size, 2, 'the earlier upload got none of the new bytes');
  await field.page.context().close();
});

test('chosen again with the very same time and size: the part that differs is sent again', async (t) => {
  const { field, file, seen } = await modified('disguised.bin', { sameTime: true });
  await field.drop([file]);
  await assertSurvived(scene.stage, field, file);
  const paths = await stored(t, seen);
  assert.equal(seen.uploads.size, 1);
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  assert.deepEqual(
    twice.map((path) => path.slice(-8)),
    ['00000003'],
  );
  await field.page.context().close();
});

test('of forty small files, which are read together, only those that were changed or deleted fail', async () => {
  const field = await openField(scene.stage);
  const { page } = field;
  await page.evaluate(() => {
    document.querySelector('direct-upload')!.uploader.autostart = false;
  });
  // Some are hashed in the page, some in the worker.
  const sizes = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 1_000 : 100_000) + n);
  const made = await Promise.all(sizes.map((size) => scene.files.make(`${size}.bin`, size)));
  await field.drop(made);
  await page.waitForFunction(
    (count) => document.querySelector('direct-upload')!.uploads.length === count,
    made.length,
  );
  const [gone, changed] = [made[6]!, made[21]!];
  await rm(gone.path);
  await writeFile(changed.path, 'of another size');
  await page.evaluate(() => {
    document.querySelector('direct-upload')!.start();
  });
  const states = await field.settled();
  assert.deepEqual(
    states.filter(({ status }) => status !== 'done'),
    [gone, changed].map(({ name }) => ({ name, status: 'failed', code: 'file-unreadable' })),
  );
  const receipts = await receiptsOf(field);
  const claims = await Promise.all(receipts.map((receipt) => scene.stage.verify(receipt)));
  const sent = made.filter((file) => file !== gone && file !== changed);
  assert.deepEqual(
    claims.map(({ upload: { md5 } }) => md5).sort(),
    sent.map(({ md5 }) => md5).sort(),
  );
  await page.context().close();
});
