import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fairTurns, keyedLock, mapBounded } from './concurrency.js';

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

describe('turns', () => {
  it('are for what is still to be begun: the last piece of a call keeps nobody waiting', async () => {
    for (const [items, lanes, rests] of [
      [0, 1, 0],
      [1, 4, 0],
      [3, 1, 2],
      [6, 2, 4],
    ] as const) {
      let rested = 0;
      const rest = (): Promise<void> => {
        rested += 1;
        return Promise.resolve();
      };
      const numbers = Array.from({ length: items }, (_, index) => index);
      const done = await mapBounded(numbers, lanes, (item) => Promise.resolve(item), { rest });
      assert.deepEqual([done, rested], [numbers, rests]);
    }
  });

  it('have room for all whose work is short, and for one whose work is long', async () => {
    const clock = { ms: 100 };
    const turns = fairTurns(() => clock.ms);
    let turn = 0;
    let running = true;
    const count = (): void => {
      turn += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    clock.ms = 200;
    const went: number[] = [];
    const lane = async (work: number): Promise<void> => {
      await turns.rest();
      went.push(turn);
      clock.ms += work;
    };
    await Promise.all([1, 1, 1, 1, 1, 9, 1, 1].map(lane));
    running = false;
    const sizes = [...new Set(went)].map((at) => went.filter((other) => other === at).length);
    assert.deepEqual(sizes, [5, 1, 2]);
  });

  it('keep all who share them to one slice in each turn of the event loop', async () => {
    const turns = fairTurns();
    let turn = 0;
    let running = true;
    const count = (): void => {
      turn += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    // Three milliseconds each, twelve calls at once: by themselves they would keep the loop for 60 ms and more at a time.
    const worked = new Map<number, number>();
    const busy = (): Promise<void> => {
      worked.set(turn, (worked.get(turn) ?? 0) + 1);
      const end = performance.now() + 3;
      while (performance.now() < end);
      return Promise.resolve();
    };
    await sleep(10);
    const started = turn;
    const calls = Array.from({ length: 12 }, () => mapBounded([1, 2, 3, 4, 5], 1, busy, turns));
    await Promise.all(calls);
    running = false;
    const later = [...worked].filter(([at]) => at > started).map(([, pieces]) => pieces);
    assert.ok(later.length > 15, `${later.length} turns`);
    assert.ok(Math.max(...later) <= 3, `${Math.max(...later)} pieces of 3 ms in one turn`);
  });

  it('leave nobody behind', async () => {
    const turns = fairTurns();
    const done: number[] = [];
    const lane = async (number: number): Promise<void> => {
      for (let piece = 0; piece < 4; piece += 1) {
        const end = performance.now() + 2;
        while (performance.now() < end);
        await turns.rest();
      }
      done.push(number);
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map(lane));
    assert.deepEqual([...done].sort(), [0, 1, 2, 3, 4, 5]);
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
