import { expect } from '@open-wc/testing';
import { createEmitter } from './emitter.js';
import { sleep } from './retry.js';

const never = new AbortController().signal;

describe('createEmitter', () => {
  it('makes one event of many changes, and never leaves the last one untold', async () => {
    let value = 0;
    const told: number[] = [];
    const changed = createEmitter(() => told.push(value), 20);
    for (value = 1; value < 100; value += 1) changed();
    await sleep(0, never);
    expect(told).to.deep.equal([100]);
    value = 200;
    changed();
    value = 300;
    changed();
    await sleep(40, never);
    expect(told).to.deep.equal([100, 300]);
  });

  it('tells the first change at once', async () => {
    let count = 0;
    createEmitter(() => (count += 1), 1000)();
    await Promise.resolve();
    expect(count).to.equal(1);
  });
});
