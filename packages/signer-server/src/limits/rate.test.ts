import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSize } from '../units.js';
import { parseRate } from './rate.js';

describe('parseRate', () => {
  it('reads an amount per time', () => {
    assert.deepEqual(parseRate('600/1m', Number), { amount: 600, window: 60 });
    assert.deepEqual(parseRate(' 10GB / 1d ', parseSize), { amount: 1e10, window: 86_400 });
  });

  it('is undefined for what is no rate', () => {
    for (const text of ['', '600', '600/', '/1m', '600/1m/2', '600/0', '0/1m', '1.5/1m', '1/8d']) {
      assert.equal(parseRate(text, Number), undefined, text);
    }
  });
});
