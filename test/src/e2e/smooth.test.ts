/**
 * A large file must not be felt: the main thread stays free and memory flat while 300 MiB are read, hashed and sent.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openField } from './support/field.js';
import { useStage } from './support/use-stage.js';

const MiB = 1024 * 1024;
const scene = useStage({ storage: 'swift' });

test('300 MiB: the main thread stays free, the JS heap grows by less than 20 MB', async (context) => {
  const file = await scene.files.make('large.bin', 300 * MiB);
  const field = await openField(scene.stage);
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
  const started = performance.now();
  await field.drop([file]);
  const states = await field.settled();
  const took = performance.now() - started;
  clearInterval(sampler);
  const tasks = await field.page.evaluate(
    () => (globalThis as unknown as { longTasks: { duration: number }[] }).longTasks,
  );
  context.diagnostic(`heap ${before} -> peak ${peak} bytes; long tasks: ${JSON.stringify(tasks)}`);
  assert.deepEqual(
    states.map(({ status }) => status),
    ['done'],
  );
  // Tasks over 50 ms are printed, and none was seen on a quiet machine; a busy one makes tasks long that are not. Hashing
  // or copying on the main thread would fill most of the time.
  const busy = tasks.reduce((sum, { duration }) => sum + duration, 0);
  assert.ok(busy < took / 10, `${busy.toFixed(0)} ms of ${took.toFixed(0)} ms in long tasks`);
  assert.ok(peak - before < 20e6, `heap grew by ${peak - before} bytes`);
});
