import { expect } from '@open-wc/testing';
import { probeDelay, sleep } from './sleep.js';

const never = new AbortController().signal;

describe('probeDelay', () => {
  it('grows to half a minute, and is not the same for everybody', () => {
    const longest = [1, 2, 3, 4, 5, 6, 40].map((count) => probeDelay(count, () => 1));
    expect(longest).to.deep.equal([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(probeDelay(6, () => 0)).to.equal(15_000);
  });
});

describe('sleep', () => {
  it('rejects at once if the signal has fired already', async () => {
    const error: unknown = await sleep(1e6, AbortSignal.abort(new Error('over'))).catch(
      (e: unknown) => e,
    );
    expect(error).to.have.property('message', 'over');
  });

  it('does not end at once where a timer cannot hold so long', async () => {
    const stop = new AbortController();
    const waiting = sleep(2 ** 40, stop.signal).then(
      () => 'over',
      () => 'stopped',
    );
    await sleep(20, never);
    stop.abort();
    expect(await waiting).to.equal('stopped');
  });
});
