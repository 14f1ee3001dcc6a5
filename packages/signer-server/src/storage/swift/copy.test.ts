import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  completeOne,
  grantFor,
  put,
  startStorage,
  testSigner,
  wholePart,
} from '../../testing/harness.js';
import type { TestStorage } from '../../testing/harness.js';
import { keepAliveFetch } from '../../runtime/keep-alive-fetch.js';
import type { Fetch } from './http.js';

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const ours = new TextEncoder().encode('the bytes that were verified');
const theirs = new TextEncoder().encode('other bytes of the same size');

describe('completion by copy', () => {
  it('does not copy a part that was replaced after it was looked at', async () => {
    const real = keepAliveFetch();
    let replaced = 0;
    let copies = 0;
    const fetch: Fetch = async (url, init) => {
      if (!new Headers(init.headers).has('x-copy-from')) return real(url, init);
      replaced = await put(request, theirs);
      copies += 1;
      const answer = await real(url, init);
      assert.equal(answer.status, 412);
      return answer;
    };
    const test = testSigner({ ...storage.withCredentials, fetch });
    const { token, requests } = await grantFor(test, ours);
    const request = requests[0]!;
    await put(request, ours);
    const { problem } = await completeOne(test, token, [wholePart(ours)]);
    assert.deepEqual([problem?.code, replaced, copies], ['hash-mismatch', 201, 1]);
    const status = await test.post('/uploads/status', { token });
    assert.deepEqual(status, { parts: [wholePart(theirs)] }, 'nothing final must exist');
  });

  for (const [when, stop] of [
    ['before it looks at the part', 'HEAD'],
    ['before it copies', 'PUT'],
  ] as const) {
    it(`gives the same receipt when another replica finishes ${when}`, async () => {
      const real = keepAliveFetch();
      const other = testSigner(storage.withCredentials);
      const { token, requests } = await grantFor(other, ours);
      const partPath = new URL(requests[0]!.url).pathname;
      let first: unknown;
      const fetch: Fetch = async (url, init) => {
        const { pathname } = new URL(url);
        const looks = init.method === 'HEAD' && pathname === partPath;
        const copies = new Headers(init.headers).has('x-copy-from');
        if (stop === 'HEAD' ? looks : copies) {
          first ??= await completeOne(other, token, [wholePart(ours)]);
        }
        return real(url, init);
      };
      const test = testSigner({ ...storage.withCredentials, fetch });
      await put(requests[0]!, ours);
      const second = await completeOne(test, token, [wholePart(ours)]);
      assert.ok(second.receipt, second.problem?.detail);
      assert.deepEqual(second, first);
    });
  }

  it('takes a newer copy of the same bytes for its own', async () => {
    const real = keepAliveFetch();
    let late = 0;
    const fetch: Fetch = async (url, init) => {
      const answer = await real(url, init);
      if (!new Headers(init.headers).has('x-copy-from')) return answer;
      late += 1;
      return new Response(null, { status: 202 });
    };
    const test = testSigner({ ...storage.withCredentials, fetch });
    const { token, requests } = await grantFor(test, ours);
    await put(requests[0]!, ours);
    assert.ok((await completeOne(test, token, [wholePart(ours)])).receipt);
    assert.equal(late, 1);
  });

  it('succeeds although the part cannot be deleted: that one expires by itself', async () => {
    const real = keepAliveFetch();
    const fetch: Fetch = (url, init) =>
      init.method === 'DELETE' ? Promise.reject(new Error('gone')) : real(url, init);
    const test = testSigner({ ...storage.withCredentials, fetch });
    const { token, requests } = await grantFor(test, ours);
    await put(requests[0]!, ours);
    const first = await completeOne(test, token, [wholePart(ours)]);
    assert.ok(first.receipt, first.problem?.detail);
    assert.deepEqual(await completeOne(test, token, [wholePart(ours)]), first);
  });

  it('whose answer was lost after the copy is finished by asking again', async () => {
    const real = keepAliveFetch();
    let lost = 0;
    const fetch: Fetch = async (url, init) => {
      const answer = await real(url, init);
      if (new Headers(init.headers).has('x-copy-from') && lost++ === 0) throw new Error('lost');
      return answer;
    };
    const test = testSigner({ ...storage.withCredentials, fetch });
    const { token, requests } = await grantFor(test, ours);
    await put(requests[0]!, ours);
    const first = await completeOne(test, token, [wholePart(ours)]);
    assert.equal(first.problem?.code, 'storage-unavailable');
    assert.ok((await completeOne(test, token, [wholePart(ours)])).receipt);
    // Nobody was told of the first copy, and the second is the same.
    assert.equal(lost, 2);
  });
});
