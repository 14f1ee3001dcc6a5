import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { planParts } from './parts.js';

describe('planParts', () => {
  it('covers every byte exactly once, in order', () => {
    const sizes = fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(sizes, ([size, partSize]) => {
        const count = Math.max(1, Math.ceil(size / partSize));
        const parts = planParts(size, partSize, count);
        let at = 0;
        parts.forEach(({ partNumber, start, end }, index) => {
          expect(partNumber).to.equal(index + 1);
          expect(start).to.equal(at);
          expect(end - start).to.be.at.most(partSize);
          at = end;
        });
        expect(at).to.equal(size);
      }),
    );
  });

  it('makes one empty part of an empty file', () => {
    expect(planParts(0, 10, 1)).to.deep.equal([{ partNumber: 1, start: 0, end: 0 }]);
    expect(planParts(0, 0, 1)).to.deep.equal([{ partNumber: 1, start: 0, end: 0 }]);
  });

  it('is exact beyond 32 bits', () => {
    const parts = planParts(6 * 2 ** 30 + 1, 2 ** 30, 7);
    expect(parts.at(-1)).to.deep.equal({ partNumber: 7, start: 6 * 2 ** 30, end: 6 * 2 ** 30 + 1 });
  });

  for (const [size, partSize, count] of [
    [10, 5, 1],
    [10, 5, 3],
    [10, 0, 1],
    [10, -5, 1],
    [5, -5, -1],
    [5, 2.5, 2],
    [5, Infinity, 1],
    [0, 5, 0],
    [100_001, 1, 100_001],
    [10, 1e-300, Infinity],
    [10, NaN, NaN],
  ] as const) {
    it(`refuses ${count} × ${partSize} for ${size} bytes`, () => {
      expect(() => planParts(size, partSize, count)).to.throw(
        RangeError,
        `${count} parts of ${partSize} bytes for ${size} bytes`,
      );
    });
  }

  it('takes as many parts as any storage', () => {
    expect(planParts(100_000, 1, 100_000)).to.have.length(100_000);
  });
});
