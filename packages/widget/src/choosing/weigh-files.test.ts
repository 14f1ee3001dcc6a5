import { expect } from '@open-wc/testing';
import { weigh } from './weigh-files.js';

const never = new AbortController().signal;

/** Files of one byte, whose size takes `cost` milliseconds to find out. */
function slow(count: number, cost: number, onAsked = (): void => undefined): readonly File[] {
  const size = {
    get(): number {
      const end = performance.now() + cost;
      while (performance.now() < end);
      onAsked();
      return 1;
    },
  };
  return Array.from({ length: count }, () =>
    Object.defineProperty(new File(['1'], 'a'), 'size', size),
  );
}

describe('weigh', () => {
  it('asks every file', async () => {
    expect(await weigh([], never)).to.equal(0);
    expect(await weigh([new File(['12'], 'a'), new File(['345'], 'b')], never)).to.equal(5);
  });

  it('lets the page have its turn in between', async () => {
    let asked = 0;
    const seen = new Set<number>();
    const files = slow(40, 2, () => (asked += 1));
    const timer = setInterval(() => seen.add(asked));
    expect(await weigh(files, never)).to.equal(40);
    clearInterval(timer);
    expect(seen.size).to.be.greaterThan(2);
  });

  it('stops when it is told to', async () => {
    let asked = 0;
    const stop = new AbortController();
    const files = slow(40, 2, () => {
      asked += 1;
      stop.abort(new Error('enough'));
    });
    const error: unknown = await weigh(files, stop.signal).catch((e: unknown) => e);
    expect(error).to.have.property('message', 'enough');
    expect(asked).to.be.lessThan(40);
  });
});
