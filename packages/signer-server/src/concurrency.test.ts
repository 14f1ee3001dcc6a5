import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { keyedLock, mapBounded } from './concurrency.js';

describe('bounded map', () => {
  it('keeps the order, never exceeds the bound, and lets no lane wait for a slower one', async () => {
    let running = 0;
    let most = 0;
    const quickOnesDone = Promise.withResolvers<undefined>();
    // The first item ends only when all the others have: a second lane must get through them meanwhile.
    const results = await mapBounded([0, 1, 2, 3, 4], 2, async (item) => {
      most = Math.max(most, ++running);
      if (item === 0) await quickOnesDone.promise;
      else await sleep(1);
      running--;
      if (item === 4) quickOnesDone.resolve(undefined);
      return item * 10;
    });
    assert.deepEqual(results, [0, 10, 20, 30, 40]);
    assert.equal(most, 2);
  });

  it('begins nothing new after a failure', async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await sleep(1);
      if (item === 1) throw new Error('one');
    };
    await assert.rejects(mapBounded([0, 1, 2, 3, 4, 5], 2, work), /one/);
    await sleep(20);
    assert.ok(begun.length <= 3, begun.join());
  });
});

describe('keyed lock', () => {
  it('lets one at a time in per name, also after a failure', async () => {
    const lock = keyedLock();
    const log: string[] = [];
    const work =
      (name: string, fail = false) =>
      async (): Promise<void> => {
        log.push(`+${name}`);
        await sleep(5);
        log.push(`-${name}`);
        if (fail) throw new Error('failed');
      };
    const results = await Promise.allSettled([
      lock('a', work('a1', true)),
      lock('a', work('a2')),
      lock('b', work('b1')),
      lock('a', work('a3')),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    );
    assert.deepEqual(log.filter((entry) => entry.includes('a')).join(), '+a1,-a1,+a2,-a2,+a3,-a3');
    assert.ok(log.indexOf('+b1') < log.indexOf('-a1'));
  });
});
