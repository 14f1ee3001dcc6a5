import { expect } from '@open-wc/testing';
import { createLanes, forEachInLanes } from './lanes.js';
import { sleep } from './sleep.js';

const never = new AbortController().signal;

describe('createLanes', () => {
  it('never gives out more than there are, and hands over in order', async () => {
    const lanes = createLanes(2);
    const order: number[] = [];
    let open = 0;
    let peak = 0;
    const use = async (id: number): Promise<void> => {
      const release = await lanes.acquire(lanes, never);
      order.push(id);
      open += 1;
      peak = Math.max(peak, open);
      await sleep(2, never);
      open -= 1;
      release();
      release();
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map(use));
    expect(peak).to.equal(2);
    expect(order).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('lets those who gave up leave the line', async () => {
    const lanes = createLanes(1);
    const release = await lanes.acquire(lanes, never);
    const stop = new AbortController();
    const gone = lanes.acquire(lanes, stop.signal);
    const next = lanes.acquire(lanes, never);
    stop.abort(new Error('changed my mind'));
    release();
    (await next)();
    const error: unknown = await gone.catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'changed my mind');
    (await lanes.acquire(lanes, never))();
  });

  it('lets owners take turns: the small file does not wait for all parts of the huge one', async () => {
    const lanes = createLanes(1);
    const order: string[] = [];
    const use = async (owner: object, name: string): Promise<void> => {
      const release = await lanes.acquire(owner, never);
      order.push(name);
      await sleep(0, never);
      release();
    };
    const [huge, small, other] = [{}, {}, {}];
    await Promise.all([
      ...['h1', 'h2', 'h3', 'h4'].map((name) => use(huge, name)),
      use(small, 's1'),
      ...['o1', 'o2'].map((name) => use(other, name)),
    ]);
    expect(order).to.deep.equal(['h1', 'h2', 's1', 'o1', 'h3', 'o2', 'h4']);
  });
});

describe('forEachInLanes', () => {
  it('visits every item once, several at a time', async () => {
    const seen: number[] = [];
    let open = 0;
    let peak = 0;
    const work = async (item: number): Promise<void> => {
      open += 1;
      peak = Math.max(peak, open);
      await sleep(item % 3, never);
      seen.push(item);
      open -= 1;
    };
    await forEachInLanes([1, 2, 3, 4, 5, 6, 7], 3, work, never);
    expect(seen.sort()).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(peak).to.equal(3);
  });

  it('stops the others at the first failure and rejects with it', async () => {
    const stopped: number[] = [];
    const work = async (item: number, signal: AbortSignal): Promise<void> => {
      if (item === 2) throw new Error('second');
      await sleep(1000, signal).catch(() => stopped.push(item));
      signal.throwIfAborted();
    };
    const error: unknown = await forEachInLanes([1, 2, 3], 2, work, never).catch((e: unknown) => e);
    expect(error).to.have.property('message', 'second');
    await sleep(0, never);
    expect(stopped).to.deep.equal([1]);
  });
});
