import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { SignerError } from '../errors.js';
import type { CreateResponse, Problem } from '../wire/schema.js';
import { swift } from '../storage/swift/swift.js';
import { jsonPost, startStorage, testSigner } from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';
import { createLimits } from './limits.js';
import type { LimitOptions } from './limits.js';

const HOUR = 3600;
const file = (size: number) => ({ name: 'a.bin', type: '', size });

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const withLimits = (limits: LimitOptions, more = {}) =>
  testSigner(storage.withCredentials, {
    limits,
    authorize: (request) => Promise.resolve({ subject: request.headers.get('x-user') ?? 'user-7' }),
    ...more,
  });

/** What each file got: `granted` or a code; a refused call is one code. */
async function ask(
  { post }: ReturnType<typeof withLimits>,
  sizes: readonly number[],
  user = 'user-7',
): Promise<readonly string[]> {
  const answer = await post<CreateResponse | Problem>(
    '/uploads',
    { files: sizes.map(file) },
    { 'x-user': user },
  );
  if ('code' in answer) return [`whole call: ${answer.code}`];
  return answer.results.map((result) => ('grant' in result ? 'granted' : result.problem.code));
}

describe('limits of requests', () => {
  it('refuse a caller with 429 and when to come back; others go on', async () => {
    const { signer } = withLimits({ requests: { amount: 2, window: HOUR } });
    const call = async (user: string): Promise<Response> =>
      signer.request('/uploads/status', jsonPost({ token: 'x' }, { 'x-user': user }));
    assert.deepEqual([(await call('a')).status, (await call('a')).status], [400, 400]);
    const refused = await call('a');
    assert.equal(refused.status, 429);
    assert.equal(((await refused.json()) as Problem).code, 'rate-limited');
    const wait = Number(refused.headers.get('retry-after'));
    assert.ok(Number.isInteger(wait) && wait > 0 && wait <= HOUR, String(wait));
    assert.equal((await call('b')).status, 400);
  });

  it('count an address before anybody is asked who it is', async () => {
    let asked = 0;
    const { signer } = withLimits(
      { requestsPerAddress: { amount: 3, window: HOUR } },
      {
        authorize: () => {
          asked += 1;
          return Promise.resolve(null);
        },
        trustProxy: ['10.0.0.1'],
      },
    );
    const call = async (remoteAddress: string, forwarded = ''): Promise<number> => {
      const init = jsonPost({ token: 'x' }, { 'x-forwarded-for': forwarded });
      const request = new Request('http://signer/uploads/status', init);
      return (await signer.fetch(request, { remoteAddress })).status;
    };
    const answers: number[] = [];
    // Whoever is no proxy cannot change its address by saying so.
    for (const said of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4']) {
      answers.push(await call('2001:db8::1', said));
    }
    answers.push(await call('2001:db8::2'), await call('10.0.0.1', '198.51.100.7'));
    assert.deepEqual(answers, [401, 401, 401, 429, 429, 401]);
    assert.equal(asked, 4);
  });
});

describe('limits of files and bytes', () => {
  it('grant what fits, in order, and refuse the rest', async () => {
    const test = withLimits({ files: { amount: 3, window: HOUR } });
    assert.deepEqual(await ask(test, [1, 1]), ['granted', 'granted']);
    assert.deepEqual(await ask(test, [1, 1, 1]), ['granted', 'rate-limited', 'rate-limited']);
    assert.deepEqual(await ask(test, [1, 1]), ['whole call: rate-limited']);
    assert.deepEqual(await ask(test, [1, 1], 'user-8'), ['granted', 'granted']);
  });

  it('count bytes at the grant; what is refused uses up nothing', async () => {
    const test = withLimits({ bytes: { amount: 100, window: HOUR } });
    assert.deepEqual(await ask(test, [60, 50, 30]), ['granted', 'rate-limited', 'rate-limited']);
    assert.deepEqual(await ask(test, [50]), ['whole call: rate-limited']);
    assert.deepEqual(await ask(test, [40]), ['granted']);
    assert.deepEqual(await ask(test, [0]), ['granted']);
    assert.deepEqual(await ask(test, [1]), ['whole call: rate-limited']);
  });

  it('tell a file that would never fit so, instead of to wait', async () => {
    const test = withLimits({ bytes: { amount: 100, window: HOUR } });
    assert.deepEqual(await ask(test, [101, 100]), ['too-large', 'granted']);
  });

  it('count nothing that the policy refuses or that storage fails to begin', async () => {
    const base = swift(storage.withCredentials);
    let fails = true;
    const test = withLimits(
      { files: { amount: 1, window: HOUR }, bytes: { amount: 10, window: HOUR } },
      {
        policy: { maxSize: 10 },
        storage: {
          ...base,
          begin: async (...asked: Parameters<typeof base.begin>) => {
            if (fails) throw new SignerError('storage-unavailable', 'It is down.');
            return base.begin(...asked);
          },
        },
      },
    );
    assert.deepEqual(await ask(test, [11, 10]), ['too-large', 'storage-unavailable']);
    fails = false;
    assert.deepEqual(await ask(test, [11, 10]), ['too-large', 'granted']);
    assert.deepEqual(await ask(test, [11, 10]), ['too-large', 'rate-limited']);
  });

  it('never allow more than they say, whoever asks for what at the same time', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(sizes, { minLength: 1, maxLength: 8 }), async (calls) => {
        const limits = createLimits({
          files: { amount: 7, window: HOUR },
          bytes: { amount: 120, window: HOUR },
        });
        const shares = await Promise.all(calls.map((each) => limits.takeFiles('a', each)));
        const granted = shares.flatMap((answers, call) =>
          answers.flatMap(({ kind }, i) => (kind === 'granted' ? [calls[call]![i]!] : [])),
        );
        assert.ok(granted.length <= 7);
        assert.ok(granted.reduce((total, size) => total + size, 0) <= 120);
        const [first] = calls[0]!;
        // Whoever comes first to an empty window gets what fits.
        if (calls.length === 1) assert.equal(shares[0]![0]!.kind === 'granted', first! <= 120);
      }),
      { numRuns: 300 },
    );
  });

  it('must make sense', () => {
    for (const rate of [
      { amount: 0, window: 1 },
      { amount: 1, window: 0 },
      { amount: 1.5, window: 1 },
      { amount: 1, window: 700_000 },
    ]) {
      assert.throws(() => createLimits({ files: rate }), /limits\.files is/);
    }
  });
});

describe('the id of a request', () => {
  it('is taken over from a proxy that is trusted, and from nobody else', async () => {
    const { signer, events } = withLimits({}, { trustProxy: ['10.0.0.0/8'] });
    const call = async (remoteAddress: string, id: string): Promise<string | null> => {
      const init = jsonPost({ token: 'x' }, { 'x-request-id': id });
      const request = new Request('http://signer/uploads/status', init);
      return (await signer.fetch(request, { remoteAddress })).headers.get('x-request-id');
    };
    assert.equal(await call('10.1.2.3', 'edge-4711'), 'edge-4711');
    assert.equal(events.at(-1)?.requestId, 'edge-4711');
    assert.match((await call('198.51.100.7', 'edge-4711')) ?? '', /^[0-9a-f-]{36}$/);
    assert.match((await call('10.1.2.3', 'a b"c')) ?? '', /^[0-9a-f-]{36}$/);
  });
});
