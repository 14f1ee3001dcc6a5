import { expect } from '@open-wc/testing';
import { parseRetryAfter } from './retry-after.js';

describe('parseRetryAfter', () => {
  it('reads seconds and dates', () => {
    expect(parseRetryAfter('3')).to.equal(3000);
    expect(parseRetryAfter('0')).to.equal(0);
    const later = new Date(Date.now() + 10_000).toUTCString();
    expect(parseRetryAfter(later)).to.be.within(8000, 10_000);
  });

  it('takes a moment that is over as now', () => {
    expect(parseRetryAfter('Wed, 21 Oct 2015 07:28:00 GMT')).to.equal(0);
    expect(parseRetryAfter('-5')).to.equal(0);
  });

  for (const value of [null, '', '  ', 'soon']) {
    it(`knows nothing from ${JSON.stringify(value)}`, () => {
      expect(parseRetryAfter(value)).to.equal(undefined);
    });
  }
});
