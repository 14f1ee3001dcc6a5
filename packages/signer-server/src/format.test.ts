import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatBytes, formatRanges } from './format.js';

describe('formats', () => {
  it('bytes in the unit that suits them', () => {
    assert.equal(formatBytes(1000), '1000 bytes');
    assert.equal(formatBytes(6 * 1024 ** 3), '6 GiB (6442450944 bytes)');
  });

  it('numbers as ranges, and no more of them than can be read', () => {
    assert.equal(formatRanges([7]), '7');
    assert.equal(formatRanges([7, 3, 1, 2, 4]), '1-4, 7');
    const odd = Array.from({ length: 500 }, (_, i) => 2 * i + 1);
    assert.equal(formatRanges(odd), '1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 490 more');
  });
});
