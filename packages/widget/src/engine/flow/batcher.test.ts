import { expect } from '@open-wc/testing';
import { createBatcher } from './batcher.js';
import { sleep } from './sleep.js';

const never = new AbortController().signal;

function recorder(delay = 5): {
  calls: number[][];
  signals: AbortSignal[];
  send: (items: readonly number[], signal: AbortSignal) => Promise<string[]>;
} {
  const calls: number[][] = [];
  const signals: AbortSignal[] = [];
  return {
    calls,
    signals,
    async send(items, signal) {
      calls.push([...items]);
      signals.push(signal);
      await sleep(delay, signal);
      return items.map((item) => `r${item}`);
    },
  };
}

describe('createBatcher', () => {
  it('sends what is asked for in one go in one call, and answers each its own', async () => {
    const { calls, send } = recorder();
    const ask = createBatcher(send, { max: 10, calls: 1 });
    const results = await Promise.all([1, 2, 3].map((item) => ask(item, never)));
    expect(calls).to.deep.equal([[1, 2, 3]]);
    expect(results).to.deep.equal(['r1', 'r2', 'r3']);
  });

  it('gathers what comes while a call is under way, and keeps to the limit', async () => {
    const { calls, send } = recorder();
    const ask = createBatcher(send, { max: 2, calls: 1 });
    const first = ask(1, never);
    await sleep(0, never);
    await Promise.all([first, ...[2, 3, 4].map((item) => ask(item, never))]);
    expect(calls).to.deep.equal([[1], [2, 3], [4]]);
  });

  it('fails all items of a failed call and goes on with the next', async () => {
    let fail = true;
    const ask = createBatcher(
      async (items: readonly number[]) => {
        await sleep(1, never);
        if (fail) throw new Error('down');
        return items;
      },
      { max: 9, calls: 1 },
    );
    const failed = await Promise.allSettled([ask(1, never), ask(2, never)]);
    expect(failed.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    fail = false;
    expect(await ask(3, never)).to.equal(3);
  });

  it('does not send an item that was given up in time, and aborts a call nobody wants', async () => {
    const { calls, signals, send } = recorder(1000);
    const ask = createBatcher(send, { max: 9, calls: 1 });
    const stop = new AbortController();
    const early = ask(1, AbortSignal.abort(new Error('early'))).catch((e: unknown) => e);
    const late = ask(2, stop.signal).catch((e: unknown) => e);
    await sleep(0, never);
    stop.abort(new Error('late'));
    expect(await early).to.have.property('message', 'early');
    expect(await late).to.have.property('message', 'late');
    expect(calls).to.deep.equal([[2]]);
    expect(signals[0]?.aborted).to.equal(true);
  });

  it('hands out many results over several tasks, in order', async () => {
    const batch = createBatcher((items: readonly number[]) => Promise.resolve(items), {
      ...{ max: 100, calls: 1 },
    });
    const told: number[] = [];
    const all = Array.from({ length: 25 }, async (_, item) => {
      told.push(await batch(item, new AbortController().signal));
    });
    for (let count = 0; count < 200; count += 1) await Promise.resolve();
    expect(told).to.have.length(10);
    await Promise.all(all);
    expect(told).to.deep.equal(Array.from({ length: 25 }, (_, item) => item));
  });
});
