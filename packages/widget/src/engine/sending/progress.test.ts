import { expect } from '@open-wc/testing';
import { createProgress } from './progress.js';

describe('createProgress', () => {
  it('adds up parts in flight and confirmed ones', () => {
    const progress = createProgress(100, () => 0);
    progress.sent(1, 10);
    expect(progress.sent(2, 5)).to.include({ sent: 15, confirmed: 0, total: 100 });
    expect(progress.confirmed(1, 40)).to.include({ sent: 45, confirmed: 40 });
    expect(progress.confirmed(2, 60)).to.include({ sent: 100, confirmed: 100 });
  });

  it('takes a part sent anew from its new beginning', () => {
    const progress = createProgress(100, () => 0);
    progress.sent(1, 90);
    expect(progress.sent(1, 5).sent).to.equal(5);
  });

  it('finds a steady speed and follows a change within a few seconds', () => {
    let time = 0;
    const progress = createProgress(1e9, () => time);
    let sent = 0;
    const run = (rate: number, seconds: number): number => {
      let last = 0;
      for (let step = 0; step < seconds * 4; step += 1) {
        time += 250;
        sent += rate / 4;
        last = progress.sent(1, sent).bytesPerSecond;
      }
      return last;
    };
    expect(run(1e6, 2)).to.be.closeTo(1e6, 1);
    expect(run(4e6, 8)).to.be.closeTo(4e6, 0.3e6);
  });

  it('does not jump on readings that lie too close together', () => {
    let time = 0;
    const progress = createProgress(1e6, () => time);
    time = 1000;
    const before = progress.sent(1, 1000).bytesPerSecond;
    time = 1001;
    expect(progress.sent(1, 900_000).bytesPerSecond).to.equal(before);
  });
});
