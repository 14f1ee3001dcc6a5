import { expect } from '@open-wc/testing';
import { loadOnce } from './load-once.js';

describe('loadOnce', () => {
  it('loads once, and only when asked', async () => {
    let loads = 0;
    const load = loadOnce(() => Promise.resolve((loads += 1)));
    expect(loads).to.equal(0);
    expect(await Promise.all([load(), load()])).to.deep.equal([1, 1]);
    expect(await load()).to.equal(1);
  });

  it('tries again by itself: the browser may have stopped it', async () => {
    let loads = 0;
    const load = loadOnce(() => {
      loads += 1;
      return loads === 1 ? Promise.reject(new TypeError('stopped')) : Promise.resolve('code');
    }, 1);
    expect(await Promise.all([load(), load()])).to.deep.equal(['code', 'code']);
    expect(loads).to.equal(2);
  });

  it('fails after some tries, and tries again for the next caller', async () => {
    let loads = 0;
    const load = loadOnce(() => {
      loads += 1;
      return loads <= 3 ? Promise.reject(new TypeError('404')) : Promise.resolve('code');
    }, 1);
    const first = await Promise.allSettled([load(), load()]);
    expect(first.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(loads).to.equal(3);
    expect(await load()).to.equal('code');
    expect(loads).to.equal(4);
  });

  it('waits for the network where there is none', async () => {
    let loads = 0;
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    const load = loadOnce(() => {
      loads += 1;
      return navigator.onLine ? Promise.resolve('code') : Promise.reject(new TypeError('offline'));
    });
    const loading = load();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(loads).to.equal(1);
    Reflect.deleteProperty(navigator, 'onLine');
    globalThis.dispatchEvent(new Event('online'));
    expect(await loading).to.equal('code');
    expect(loads).to.equal(2);
  });
  it('tries though the browser says that there is none', async () => {
    let loads = 0;
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    const load = loadOnce(() => {
      loads += 1;
      return loads > 1 ? Promise.resolve('code') : Promise.reject(new TypeError('stopped'));
    }, 1);
    try {
      expect(await load()).to.equal('code');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });
});
