import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { linesToRender, offsetsOf, type Reach, type Sight } from './row-window.js';

const even = (count: number): Float64Array => offsetsOf(count, () => undefined, 60);

const few: Reach = { first: 8, beyond: 0 };
const far: Reach = { first: 8, beyond: 100 };

/** As `0-1 94-117 4999-5000`. */
function shown(
  rows: number,
  offsets: Float64Array,
  sight: Sight | undefined,
  focused: number | undefined,
  reach = far,
): string {
  return linesToRender(rows, offsets, sight, focused, reach)
    .map(({ from, to }) => `${from}-${to}`)
    .join(' ');
}

describe('the rows to render', () => {
  it('are all of them in a list of up to a hundred', () => {
    expect(shown(100, even(100), { top: 0, bottom: 400 }, undefined)).to.equal('0-100');
    expect(shown(0, even(0), undefined, undefined)).to.equal('0-0');
  });

  it('are those in sight with as many on either side, the first and the last', () => {
    expect(shown(5000, even(5000), { top: 6000, bottom: 6420 }, undefined)).to.equal(
      '0-1 93-114 4999-5000',
    );
    expect(shown(5000, even(5000), { top: 0, bottom: 420 }, undefined)).to.equal('0-14 4999-5000');
    expect(shown(5000, even(5000), { top: 299_640, bottom: 300_060 }, undefined)).to.equal(
      '0-1 4988-5000',
    );
  });

  it('are a few at first, and where the list is out of sight', () => {
    expect(shown(5000, even(5000), undefined, undefined)).to.equal('0-8 4999-5000');
    expect(shown(5000, even(5000), { top: -900, bottom: -300 }, undefined)).to.equal(
      '0-5 4999-5000',
    );
    expect(shown(5000, even(5000), { top: 400_000, bottom: 400_600 }, undefined)).to.equal(
      '0-1 4995-5000',
    );
    expect(shown(5000, even(5000), { top: 600, bottom: 0 }, undefined)).to.equal(
      '0-1 6-15 4999-5000',
    );
  });

  it('become more from frame to frame, but for those in sight', () => {
    const sight = { top: 6000, bottom: 6420 };
    expect(shown(5000, even(5000), sight, undefined, few)).to.equal('0-1 100-107 4999-5000');
    expect(shown(5000, even(5000), sight, undefined, { first: 8, beyond: 3 })).to.equal(
      '0-1 97-110 4999-5000',
    );
    expect(shown(100, even(100), undefined, undefined, few)).to.equal('0-8 99-100');
    expect(shown(100, even(100), sight, undefined, { first: 8, beyond: 3 })).to.equal(
      '0-11 99-100',
    );
  });

  it('are the neighbours of the focus, too', () => {
    expect(shown(5000, even(5000), { top: 6000, bottom: 6420 }, 3000)).to.equal(
      '0-1 93-114 2999-3002 4999-5000',
    );
    expect(shown(5000, even(5000), { top: 6000, bottom: 6420 }, 114)).to.equal(
      '0-1 93-116 4999-5000',
    );
  });

  it('stay few, apart, in order, and cover what is in sight, whatever the heights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 101, maxLength: 400 }),
        fc.integer({ min: -500, max: 40_000 }),
        fc.integer({ min: 1, max: 1500 }),
        fc.option(fc.nat(100), { nil: undefined }),
        (heights, top, size, focused) => {
          const offsets = offsetsOf(heights.length, (line) => heights[line], 60);
          const bottom = top + size;
          const ranges = linesToRender(heights.length, offsets, { top, bottom }, focused, far);
          const rendered = new Set<number>();
          let end = -1;
          for (const { from, to } of ranges) {
            if (from <= end || to <= from) return false;
            end = to;
            for (let line = from; line < to; line += 1) rendered.add(line);
          }
          heights.forEach((_, line) => {
            const isSeen = offsets[line]! < bottom && offsets[line + 1]! > top;
            if (isSeen) expect(rendered.has(line)).to.equal(true);
          });
          if (focused !== undefined) expect(rendered.has(focused)).to.equal(true);
          return rendered.size <= 2 + 3 + 1500 / 20 + 1 + 2 * 20 + 5;
        },
      ),
    );
  });
});
