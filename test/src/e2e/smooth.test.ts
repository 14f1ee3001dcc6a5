/**
 * A large file must not be felt: the main thread stays free and memory flat while 300 MiB are read, hashed and sent.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openField } from './support/field.js';
import { createFileMaker, type FileMaker } from './support/files.js';
import { setStage, type Stage } from './support/stage.js';

const MiB = 1024 * 1024;
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

test('300 MiB: no main-thread task over 50 ms, JS heap grows by less than 20 MB', async (context) => {
  const file = await files.make('large.bin', 300 * MiB);
  const field = await openField(stage);
  const inspector = await field.page.context().newCDPSession(field.page);
  const heap = async (): Promise<number> => (await inspector.send('Runtime.getHeapUsage')).usedSize;
  await inspector.send('HeapProfiler.collectGarbage');
  const before = await heap();
  // Loading the page is not what is measured.
  await field.page.evaluate(() => {
    (globalThis as unknown as { longTasks: unknown[] }).longTasks.length = 0;
  });
  let peak = before;
  const sampler = setInterval(() => {
    heap().then(
      (used) => {
        peak = Math.max(peak, used);
      },
      () => undefined,
    );
  }, 100);
  await field.drop([file]);
  const states = await field.settled();
  clearInterval(sampler);
  const tasks = await field.page.evaluate(
    () => (globalThis as unknown as { longTasks: { duration: number }[] }).longTasks,
  );
  context.diagnostic(`heap ${before} -> peak ${peak} bytes; long tasks: ${JSON.stringify(tasks)}`);
  assert.deepEqual(
    states.map(({ status }) => status),
    ['done'],
  );
  assert.deepEqual(tasks, []);
  assert.ok(peak - before < 20e6, `heap grew by ${peak - before} bytes`);
});
