import { expect } from '@open-wc/testing';
import { createServerClock } from './clock.js';

describe('createServerClock', () => {
  it('follows the signer, assuming its answer was written half-way', () => {
    let local = 1_000_000;
    const clock = createServerClock(() => local);
    const asked = local;
    local += 200;
    clock.sync(new Date(asked + 100 - 3_600_000).toISOString(), asked);
    expect(clock.skew()).to.equal(3_600_000);
    expect(clock.now()).to.equal(local - 3_600_000);
  });

  it('keeps the local clock when the answer holds no time', () => {
    const clock = createServerClock(() => 5);
    clock.sync('soon', 0);
    expect(clock.now()).to.equal(5);
  });
});
