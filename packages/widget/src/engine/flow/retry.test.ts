import { expect } from '@open-wc/testing';
import { UploadError } from '../errors.js';
import { offlineError } from './offline-wait.js';
import { retryDelay, withRetry, type RetryPolicy } from './retry.js';

const never = new AbortController().signal;
const quick: RetryPolicy = { attempts: 3, baseDelay: 1, maxDelay: 2, offlineLimit: 1000 };
const unavailable = new UploadError('storage-unavailable', '503');

describe('retryDelay', () => {
  const policy: RetryPolicy = { attempts: 9, baseDelay: 100, maxDelay: 1000, offlineLimit: 0 };

  it('doubles its ceiling up to the limit, and is random below it', () => {
    const highest = [1, 2, 3, 4, 5, 6].map((attempt) => retryDelay(attempt, policy, 0, () => 1));
    expect(highest).to.deep.equal([100, 200, 400, 800, 1000, 1000]);
    expect(retryDelay(5, policy, 0, () => 0)).to.equal(0);
  });

  it('waits at least as long as the other side asked, and not all at the same moment', () => {
    expect(retryDelay(1, policy, 5000, () => 0)).to.equal(5000);
    expect(retryDelay(1, policy, 5000, () => 0.5)).to.equal(5050);
  });
});

describe('withRetry', () => {
  it('tries until it works', async () => {
    let calls = 0;
    const result = await withRetry(
      () => {
        calls += 1;
        return calls < 3 ? Promise.reject(unavailable) : Promise.resolve('fine');
      },
      quick,
      never,
    );
    expect(result).to.equal('fine');
    expect(calls).to.equal(3);
  });

  it('gives up with the last error when the tries are used up', async () => {
    let calls = 0;
    const fail = (): Promise<never> => {
      calls += 1;
      return Promise.reject(unavailable);
    };
    const error: unknown = await withRetry(fail, quick, never).catch((e: unknown) => e);
    expect(error).to.equal(unavailable);
    expect(calls).to.equal(3);
  });

  for (const code of ['signer-refused', 'too-large', 'corrupted', 'expired'] as const) {
    it(`does not try again after ${code}`, async () => {
      let calls = 0;
      const fail = (): Promise<never> => {
        calls += 1;
        return Promise.reject(new UploadError(code, 'no'));
      };
      await withRetry(fail, quick, never).catch(() => undefined);
      expect(calls).to.equal(1);
    });
  }

  describe('where the browser says that it is offline', () => {
    beforeEach(() => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    });
    afterEach(() => {
      Reflect.deleteProperty(navigator, 'onLine');
    });

    it('tries all the same: it may be wrong', async () => {
      let calls = 0;
      const work = (): Promise<string> => {
        calls += 1;
        if (calls === 1) return Promise.reject(unavailable);
        return calls === 2 ? Promise.reject(offlineError()) : Promise.resolve('fine');
      };
      expect(await withRetry(work, { ...quick, offlineLimit: 60_000 }, never)).to.equal('fine');
    });

    it('gives up after the limit for all waits together', async () => {
      const error: unknown = await withRetry(
        () => Promise.reject(offlineError()),
        { ...quick, offlineLimit: 20 },
        never,
      ).catch((e: unknown) => e);
      expect(error).to.have.property('code', 'offline');
    });
  });

  it('stops waiting at once when it is aborted', async () => {
    const stop = new AbortController();
    const slow: RetryPolicy = { attempts: 3, baseDelay: 1e6, maxDelay: 1e6, offlineLimit: 0 };
    const running = withRetry(() => Promise.reject(unavailable), slow, stop.signal);
    setTimeout(() => {
      stop.abort(new Error('stop'));
    }, 5);
    const error: unknown = await running.catch((e: unknown) => e);
    expect(error).to.have.property('message', 'stop');
  });
});
