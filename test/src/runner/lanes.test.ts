import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLanes } from './lanes.js';

interface Job {
  readonly end: () => void;
  readonly promise: Promise<unknown>;
}

function start(lanes: ReturnType<typeof createLanes>, weight: number, log: string[]): Job {
  const name = String(log.length + 1);
  let end = (): void => undefined;
  const held = new Promise<void>((resolve) => (end = resolve));
  const at = log.push('waits') - 1;
  const promise = lanes.run(weight, () => {
    log[at] = 'runs';
    return held.then(() => {
      log[at] = 'done';
      return name;
    });
  });
  return {
    end: () => {
      end();
    },
    promise,
  };
}

const turn = (): Promise<void> => new Promise(setImmediate);

test('as many at a time as there are lanes, in order', async () => {
  const [lanes, log] = [createLanes(2), [] as string[]];
  const jobs = [1, 1, 1].map((weight) => start(lanes, weight, log));
  await turn();
  assert.deepEqual(log, ['runs', 'runs', 'waits']);
  jobs[1]?.end();
  await jobs[1]?.promise;
  await turn();
  assert.deepEqual(log, ['runs', 'done', 'runs']);
});

test('who needs more lanes waits for them and is not overtaken', async () => {
  const [lanes, log] = [createLanes(3), [] as string[]];
  const jobs = [2, 2, 1].map((weight) => start(lanes, weight, log));
  await turn();
  assert.deepEqual(log, ['runs', 'waits', 'waits']);
  jobs[0]?.end();
  await jobs[0]?.promise;
  await turn();
  assert.deepEqual(log, ['done', 'runs', 'runs']);
});

test('all lanes are enough for anybody, and a failure gives its lane back', async () => {
  const lanes = createLanes(2);
  await assert.rejects(
    lanes.run(9, () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await lanes.run(9, () => Promise.resolve('yes')), 'yes');
});
