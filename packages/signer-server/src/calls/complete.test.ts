import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { swift } from '../storage/swift/swift.js';
import type { Fetch } from '../storage/swift/http.js';
import {
  completeOne,
  grantFor,
  keyOf,
  put,
  startStorage,
  testSigner,
  upload,
  wholePart,
} from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';

const BYTES = Buffer.from('some bytes');

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

describe('completion', () => {
  it('ends where an inspection never does, and lets the next one in', async () => {
    const asked: AbortSignal[] = [];
    const test = testSigner(storage.withCredentials, {
      inspectTimeout: 30,
      inspect: (_, { signal }) => {
        asked.push(signal);
        return asked.length === 1 ? new Promise<void>(() => undefined) : Promise.resolve();
      },
    });
    const { token, requests } = await grantFor(test, BYTES);
    await put(requests[0]!, BYTES);
    const { problem } = await completeOne(test, token, [wholePart(BYTES)]);
    assert.deepEqual([problem?.code, problem?.status], ['internal', 500]);
    assert.match(problem?.detail ?? '', /did not end within 0\.03 seconds/);
    assert.equal(asked[0]?.aborted, true);
    const { receipt } = await completeOne(test, token, [wholePart(BYTES)]);
    assert.ok(receipt);
  });

  for (const inspectTimeout of [0, -1, 1.5, Number.NaN, Infinity]) {
    it(`takes no ${inspectTimeout} for the time of an inspection`, () => {
      const open = () => testSigner(storage.withCredentials, { inspectTimeout });
      assert.throws(open, { code: 'invalid-option', message: /inspectTimeout is .*milliseconds/ });
    });
  }

  it('asks nothing of storage for an upload whose policy is gone', async () => {
    const early = testSigner(storage.withCredentials, { policies: { film: {} } });
    const { results } = await early.post<{ results: { grant: { token: string } }[] }>(
      '/uploads/film',
      { files: [{ name: 'a', type: '', size: BYTES.length }] },
    );
    const asked: string[] = [];
    const watching: Fetch = (url, init) => {
      asked.push(url);
      return fetch(url, init);
    };
    const now = testSigner({ ...storage.withCredentials, fetch: watching });
    const { problem } = await completeOne(now, results[0]!.grant.token, [wholePart(BYTES)]);
    assert.equal(problem?.code, 'invalid-token');
    assert.deepEqual(asked, []);
  });

  it('gives the same receipt as long as it is valid, and then a new one for the same upload', async () => {
    const clock = { ahead: 0 };
    const policy = { receiptTtl: 600, uploadTtl: 7200 };
    const now = (): number => Date.now() + clock.ahead;
    const test = testSigner(swift({ ...storage.withCredentials, now }), { policy, now });
    const { grant, receipt } = await upload(test, BYTES);
    const again = async (): Promise<string> => {
      const { receipt: next } = await completeOne(test, grant.token, [wholePart(BYTES)]);
      return next ?? 'none';
    };
    clock.ahead = 300_000;
    assert.equal(await again(), receipt);
    clock.ahead = 3_600_000;
    const later = await again();
    assert.equal(keyOf(later), keyOf(receipt));
    const [first, second] = [decodeJwt(receipt), decodeJwt(later)];
    assert.equal(second.jti, first.jti);
    assert.ok((second.exp ?? 0) > now() / 1000, 'it is valid');
    assert.equal((second.exp ?? 0) - (second.iat ?? 0), policy.receiptTtl);
    const download = await test.post<{ results: object[] }>('/uploads/downloads', {
      downloads: [{ receipt: later }],
    });
    assert.ok('download' in (download.results[0] ?? {}), JSON.stringify(download));
  });
});
