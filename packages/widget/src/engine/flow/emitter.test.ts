import { expect } from '@open-wc/testing';
import { createEmitter } from './emitter.js';
import { sleep } from './sleep.js';

const never = new AbortController().signal;

describe('createEmitter', () => {
  it('makes one event of many changes, and never leaves the last one untold', async () => {
    let value = 0;
    const told: number[] = [];
    const changed = createEmitter(() => told.push(value));
    for (value = 1; value < 100; value += 1) changed(20);
    await sleep(0, never);
    expect(told).to.deep.equal([100]);
    value = 200;
    changed(20);
    value = 300;
    changed(20);
    await sleep(40, never);
    expect(told).to.deep.equal([100, 300]);
  });

  it('tells the first change at once', async () => {
    let count = 0;
    createEmitter(() => (count += 1))(1000);
    await Promise.resolve();
    expect(count).to.equal(1);
  });

  it('is moved forward by an impatient change, not back by a patient one', async () => {
    let time = 0;
    let count = 0;
    const changed = createEmitter(
      () => (count += 1),
      () => time,
    );
    changed(1000);
    await sleep(0, never);
    time = 1;
    changed(100_000);
    changed(10);
    changed(100_000);
    await sleep(30, never);
    expect(count).to.equal(2);
  });
  it('leaves the page its time where listeners are slow', async () => {
    let time = 0;
    let count = 0;
    const changed = createEmitter(
      () => {
        count += 1;
        time += 10;
      },
      () => time,
    );
    changed(0);
    await sleep(0, never);
    time += 39;
    changed(0);
    await Promise.resolve();
    expect(count).to.equal(1);
    await sleep(10, never);
    expect(count).to.equal(2);
    time += 40;
    changed(0);
    await Promise.resolve();
    expect(count).to.equal(3);
  });
});
