import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatBytes, formatBytesApart, formatRanges } from './format.js';

describe('formats', () => {
  it('bytes in the unit that suits them', () => {
    assert.deepEqual([0, 1, 999, 1000, 999_499, 999_999, 6 * 1024 ** 3].map(formatBytes), [
      ...['0 bytes', '1 byte', '999 bytes', '1 kB', '999 kB', '1 MB', '6.44 GB'],
    ]);
  });

  it('two sizes so that they can be told apart', () => {
    assert.deepEqual(formatBytesApart(4_812_345, 4e6), ['4.81 MB', '4 MB']);
    assert.deepEqual(formatBytesApart(4_000_001, 4e6), ['4000001 bytes', '4000000 bytes']);
    assert.deepEqual(formatBytesApart(4e6, 4e6), ['4 MB', '4 MB']);
  });

  it('numbers as ranges, and no more of them than can be read', () => {
    assert.equal(formatRanges([7]), '7');
    assert.equal(formatRanges([7, 3, 1, 2, 4]), '1-4, 7');
    const odd = Array.from({ length: 500 }, (_, i) => 2 * i + 1);
    assert.equal(formatRanges(odd), '1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 490 more');
  });
});
