import { expect } from '@open-wc/testing';
import { createOfflineWait, probeDelay, sleep } from './offline-wait.js';

const never = new AbortController().signal;

describe('probeDelay', () => {
  it('grows to half a minute, and is not the same for everybody', () => {
    const longest = [1, 2, 3, 4, 5, 6, 40].map((count) => probeDelay(count, () => 1));
    expect(longest).to.deep.equal([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(probeDelay(6, () => 0)).to.equal(15_000);
  });
});

describe('createOfflineWait', () => {
  beforeEach(() => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'onLine');
  });

  it('ends when the browser says that the network is back', async () => {
    const waiting = createOfflineWait(60_000, () => 1).once(never);
    globalThis.dispatchEvent(new Event('online'));
    await waiting;
  });

  it('ends by itself, so that the caller can try', async () => {
    const began = performance.now();
    await createOfflineWait(60_000, () => 0).once(never);
    expect(performance.now() - began).to.be.greaterThan(900);
  });

  it('begins anew after something got through', async () => {
    const wait = createOfflineWait(10);
    await wait.once(never);
    const error: unknown = await wait.once(never).catch((e: unknown) => e);
    expect(error).to.have.property('code', 'offline');
    wait.over();
    await wait.once(never);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const waiting = createOfflineWait(60_000)
      .once(stop.signal)
      .catch((e: unknown) => e);
    stop.abort(new Error('stop'));
    expect(await waiting).to.have.property('message', 'stop');
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
