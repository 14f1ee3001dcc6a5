import { expect } from '@open-wc/testing';
import { createOfflineWait } from './offline-wait.js';

const never = new AbortController().signal;

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
    let error: unknown;
    // A timer may end a little early: then there is one wait more.
    while (error === undefined) error = await wait.once(never).catch((e: unknown) => e);
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
