import { expect } from '@open-wc/testing';
import { createTurns, turn } from './turn.js';

/** Runs the microtasks of this task, and no other task. */
async function microtasks(): Promise<void> {
  for (let count = 0; count < 100; count += 1) await Promise.resolve();
}

describe('turns', () => {
  it('come after this task', async () => {
    let isOver = false;
    const over = turn().then(() => (isOver = true));
    await microtasks();
    expect(isOver).to.equal(false);
    await over;
  });

  it('give each caller a task of its own, in order, and the first this one', async () => {
    const turns = createTurns();
    expect(turns()).to.equal(undefined);
    const told: number[] = [];
    const both = [1, 2].map(async (it) => {
      await turns();
      told.push(it);
    });
    await microtasks();
    expect(told).to.deep.equal([]);
    await both[0];
    await microtasks();
    expect(told).to.deep.equal([1]);
    await both[1];
    await turn();
    await turn();
    expect(turns()).to.equal(undefined, 'nobody is in line any more');
  });
});
