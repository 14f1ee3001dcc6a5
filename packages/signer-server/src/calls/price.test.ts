/** What a call costs is what is counted, nobody else waits for it, and the same thing twice is done once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapBounded, mapDistinct } from '../concurrency.js';
import { serve } from '../http/serve.js';
import type { LimitOptions } from '../limits/limits.js';
import type { Storage } from '../storage/storage.js';
import { swift } from '../storage/swift/swift.js';
import { grantFor, jsonPost, testSigner, wholePart } from '../testing/harness.js';
import { memorySwift } from '../testing/memory-swift.js';
import type { CompleteResponse, CreateResponse, PartsResponse, Problem } from '../wire/schema.js';

const TB = 1e12;
const files = (count: number, size: number) =>
  Array.from({ length: count }, () => ({ name: 'a', size, type: '' }));
/** Storage that does something besides. */
const storageWith = (more: (base: Storage) => Partial<Storage>): Storage => {
  const base = swift(memorySwift().options);
  return { ...base, ...more(base) };
};

describe('a call about a thousand files of 4 TB', () => {
  it('lets a probe be answered before it is', async (t) => {
    const begun = Promise.withResolvers<undefined>();
    const storage = storageWith((base) => ({
      limits: () =>
        Promise.resolve({ maxSize: 5 * TB, maxPartSize: 5e9, maxParts: 1000, partSize: 1e8 }),
      begin: (...all) => {
        begun.resolve(undefined);
        return base.begin(...all);
      },
    }));
    const server = await serve(testSigner(storage).signer, { port: 0 });
    t.after(() => server.close());
    const order: string[] = [];
    const call = fetch(`${server.url}/uploads`, jsonPost({ files: files(1000, 4 * TB) })).then(
      async (answer) => {
        const { results } = (await answer.json()) as CreateResponse;
        order.push('call');
        return results;
      },
    );
    await begun.promise;
    await fetch(`${server.url}/healthz`).then(() => order.push('probe'));
    const results = await call;
    assert.deepEqual(order, ['probe', 'call']);
    const signed = results.map((result) => ('grant' in result ? result.grant.requests.length : 0));
    // One each is enough to begin with; twelve for each would be signed for nothing.
    assert.deepEqual(new Set(signed), new Set([1]));
  });

  it('gives others a turn in between, though nothing in it waits', async () => {
    let turns = 0;
    let running = true;
    const count = (): void => {
      turns += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    await mapBounded(files(200, 1), 16, () => {
      const end = performance.now() + 1;
      while (performance.now() < end);
      return Promise.resolve();
    });
    running = false;
    assert.ok(turns > 10, `${turns} turns in 200 ms of work`);
  });
});

describe('the same thing several times in a call', () => {
  it('is done once, and every entry has its result', async () => {
    const asked: string[] = [];
    const results = await mapDistinct(
      ['a', 'b', 'a', 'a', 'c', 'b'],
      2,
      (item) => item,
      (item) => {
        asked.push(item);
        return Promise.resolve(item.toUpperCase());
      },
    );
    assert.deepEqual(results, ['A', 'B', 'A', 'A', 'C', 'B']);
    assert.deepEqual(asked, ['a', 'b', 'c']);
  });

  it('costs storage one look for 800 times one token', async () => {
    let looks = 0;
    const storage = storageWith((base) => ({
      complete: (...all) => {
        looks += 1;
        return base.complete(...all);
      },
      abort: (...all) => {
        looks += 1;
        return base.abort(...all);
      },
    }));
    const test = testSigner(storage);
    const bytes = new Uint8Array(1);
    const { token } = await grantFor(test, bytes);
    const uploads = Array.from({ length: 800 }, () => ({ token, parts: [wholePart(bytes)] }));
    const { results } = await test.post<CompleteResponse>('/uploads/complete', { uploads });
    assert.equal(results.length, 800);
    assert.equal(looks, 1);
    assert.equal(
      await test.post('/uploads/abort', { tokens: uploads.map((each) => each.token) }),
      undefined,
    );
    assert.equal(looks, 2);
    const partNumbers = Array.from({ length: 500 }, () => 1);
    const { requests } = await test.post<PartsResponse>('/uploads/parts', { token, partNumbers });
    assert.equal(requests.length, 500);
    assert.equal(new Set(requests.map(({ url }) => url)).size, 1);
  });
});

describe('limits of entries', () => {
  const hour = 3600;
  const signerWith = (limits: LimitOptions | undefined) =>
    testSigner(swift(memorySwift().options), {
      authorize: (request) => Promise.resolve({ subject: request.headers.get('x-user') ?? 'a' }),
      ...(limits ? { limits } : {}),
    });
  const abort = (count: number) => ({ tokens: Array.from({ length: count }, (_, i) => `t${i}`) });

  it('count what calls are about, not calls', async () => {
    const { post } = signerWith({ entries: { amount: 1500, window: hour } });
    const ask = async (count: number, user = 'a') =>
      (
        (await post<Problem | undefined>('/uploads/abort', abort(count), {
          'x-user': user,
        })) as Problem
      ).code;
    assert.equal(await ask(900), 'invalid-token');
    assert.equal(await ask(900), 'rate-limited');
    assert.equal(await ask(600), 'invalid-token');
    assert.equal(await ask(1), 'rate-limited');
    assert.equal(await ask(1, 'b'), 'invalid-token');
  });

  it('count the parts of a completion, each of which storage is asked about', async () => {
    const { post } = signerWith({ entries: { amount: 100, window: hour } });
    const parts = Array.from({ length: 60 }, () => wholePart(new Uint8Array(1)));
    const ask = async () =>
      post<CompleteResponse & Problem>('/uploads/complete', { uploads: [{ token: 't', parts }] });
    assert.equal((await ask()).results.length, 1);
    assert.equal((await ask()).code, 'rate-limited');
  });

  it('take all of what there is for a call with more than that, once', async () => {
    const { post } = signerWith({ entries: { amount: 10, window: hour } });
    const ask = async () => (await post<Problem>('/uploads/abort', abort(900))).code;
    assert.deepEqual([await ask(), await ask()], ['invalid-token', 'rate-limited']);
  });

  it('count an address too, whoever calls from it', async () => {
    const test = signerWith({ entriesPerAddress: { amount: 10, window: hour } });
    const ask = async (user: string) =>
      (await test.post<Problem>('/uploads/abort', abort(6), { 'x-user': user })).code;
    assert.deepEqual([await ask('a'), await ask('b')], ['invalid-token', 'rate-limited']);
  });

  it('hold where nothing is set, for bytes as well, and not where they are off', async () => {
    const create = async (limits: LimitOptions | false | undefined) => {
      const storage = storageWith(() => ({
        limits: () =>
          Promise.resolve({ maxSize: 5 * TB, maxPartSize: 5e9, maxParts: 1000, partSize: 1e8 }),
      }));
      const test = testSigner(storage, limits === undefined ? { limits: {} } : { limits });
      const { results } = await test.post<CreateResponse>('/uploads', { files: files(5, 4 * TB) });
      return results.filter((result) => 'grant' in result).length;
    };
    assert.equal(await create(undefined), 2);
    assert.equal(await create({ bytes: false }), 5);
    assert.equal(await create(false), 5);
  });
});
