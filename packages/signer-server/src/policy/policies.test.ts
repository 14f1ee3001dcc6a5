import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { resolvePolicies } from './policies.js';
import { verifyReceipt } from '../tokens/receipt.js';
import type { CreateResponse, Problem } from '../wire/schema.js';
import {
  completeOne,
  keyOf,
  put,
  startStorage,
  testSigner,
  wholePart,
  type TestStorage,
} from '../testing/harness.js';

/** One pixel. */
const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082',
  'hex',
);

describe('policies', () => {
  it('are the first one with changes', () => {
    const policies = resolvePolicies({ maxSize: 100, urlTtl: 60 }, { avatar: { maxSize: 10 } });
    assert.equal(policies.named(undefined)?.maxSize, 100);
    assert.equal(policies.named('avatar')?.maxSize, 10);
    assert.equal(policies.named('avatar')?.urlTtl, 60);
    assert.equal(policies.named('other'), undefined);
    assert.equal(policies.named('constructor'), undefined);
  });

  it('have names that can be paths, and are in nobody’s way', () => {
    for (const name of [
      '',
      'Avatar',
      'a/b',
      '-a',
      'parts',
      'complete',
      'downloads',
      '__proto__x',
      'a-',
      'a.b',
      'x'.repeat(65),
    ]) {
      assert.throws(() => resolvePolicies({}, { [name]: {} }), {
        code: 'invalid-option',
        message:
          `${JSON.stringify(name)} cannot name a policy: use lower-case letters, digits and hyphens, ` +
          'and none of parts, status, complete, abort, downloads.',
      });
    }
    for (const name of ['a', '7', 'a-b', 'x'.repeat(64)]) {
      assert.equal(resolvePolicies({}, { [name]: {} }).named(name)?.name, name);
    }
    assert.throws(
      () => resolvePolicies({}, { docs: { maxSize: -1 } }),
      /policies\.docs: .*maxSize/,
    );
    assert.throws(
      () => resolvePolicies({}, { docs: { maxSize: -1 } }),
      (error) => error instanceof Error && error.cause instanceof Error,
    );
    assert.throws(() => resolvePolicies({ maxSize: -1 }), /^SignerError: policy\.maxSize/);
    assert.throws(
      () => resolvePolicies({}, { docs: { keyTemplate: 'docs/' } }),
      /policies\.docs: .*random/,
    );
  });
});

describe('a signer with several policies', () => {
  let storage: TestStorage;
  before(async () => {
    storage = await startStorage();
  });
  after(() => storage.close());

  const several = () =>
    testSigner(storage.withCredentials, {
      policies: {
        avatar: { accept: ['image/*'], maxSize: 1000, keyTemplate: 'avatars/{random}{ext}' },
      },
    });

  it('serves each at its own address, and its receipts tell which', async () => {
    const test = several();
    const { results } = await test.post<CreateResponse>('/uploads/avatar', {
      files: [
        { name: 'me.png', type: 'image/png', size: png.byteLength },
        { name: 'cv.pdf', type: 'application/pdf', size: 10 },
        { name: 'big.png', type: 'image/png', size: 1001 },
      ],
    });
    const codes = results.map((each) => ('problem' in each ? each.problem.code : 'granted'));
    assert.deepEqual(codes, ['granted', 'type-not-allowed', 'too-large']);
    const [first] = results;
    assert.ok(first && 'grant' in first);
    assert.equal(await put(first.grant.requests[0]!, png), 201);
    // Any address of the signer goes on with it: the token knows its policy.
    const { receipt } = await completeOne(test, first.grant.token, [wholePart(png)]);
    assert.match(keyOf(receipt), /^avatars\/[0-9a-f]{32}\.png$/);
    const { keys } = (await (await test.signer.request('/.well-known/jwks.json')).json()) as {
      keys: [];
    };
    const claims = await verifyReceipt(receipt!, {
      jwks: { keys },
      audience: 'direct-upload',
      policy: 'avatar',
    });
    assert.equal(claims.upload.policy, 'avatar');
  });

  it('looks at the content as the policy wants by which a file came, at whichever address it is completed', async () => {
    const page = Buffer.from('<!doctype html><title>mine</title>');
    const test = several();
    const { results } = await test.post<CreateResponse>('/uploads/avatar', {
      files: [{ name: 'me.png', type: 'image/png', size: page.byteLength }],
    });
    assert.ok(results[0] && 'grant' in results[0]);
    const { token, requests } = results[0].grant;
    assert.equal(await put(requests[0]!, page), 201);
    // The endpoint's own policy takes everything, and looks at nothing.
    const { receipt, problem } = await completeOne(test, token, [wholePart(page)]);
    assert.deepEqual([receipt, problem?.code], [undefined, 'type-not-allowed']);
  });

  it('takes at the first address what only that policy allows', async () => {
    const { results } = await several().post<CreateResponse>('/uploads', {
      files: [{ name: 'cv.pdf', type: 'application/pdf', size: 10 }],
    });
    assert.ok(results[0] && 'grant' in results[0]);
  });

  it('does not go on with an upload whose policy was taken away', async () => {
    const { results } = await several().post<CreateResponse>('/uploads/avatar', {
      files: [{ name: 'me.png', type: 'image/png', size: 8 }],
    });
    assert.ok(results[0] && 'grant' in results[0]);
    const { token } = results[0].grant;
    const problem = await testSigner(storage.withCredentials).post<Problem>('/uploads/parts', {
      token,
      partNumbers: [1],
    });
    assert.equal(problem.code, 'invalid-token');
  });

  it('holds each caller to limits of their own', async () => {
    const authorize = () =>
      Promise.resolve({
        subject: 'user-7',
        limits: { maxSize: 100, accept: ['image/png', '.csv'], maxFiles: 4 },
      });
    const { post } = testSigner(storage.withCredentials, { authorize, policy: { maxSize: 500 } });
    const file = (name: string, type: string, size = 10) => ({ name, type, size });
    const { results } = await post<CreateResponse>('/uploads', {
      files: [
        file('a.png', 'image/png'),
        file('a.csv', 'text/csv'),
        file('a.jpg', 'image/jpeg'),
        file('a.png', 'image/png', 101),
      ],
    });
    const codes = results.map((each) => ('problem' in each ? each.problem.code : 'granted'));
    assert.deepEqual(codes, ['granted', 'granted', 'type-not-allowed', 'too-large']);
    const five = Array.from({ length: 5 }, () => file('a.png', 'image/png'));
    assert.equal((await post<Problem>('/uploads', { files: five })).code, 'too-many');
  });

  it('looks at the content as the limits of the caller want, also when they have others by then', async () => {
    const page = Buffer.from('<!doctype html><title>mine</title>');
    let limits: object = { accept: ['image/*'] };
    const test = testSigner(storage.withCredentials, {
      authorize: () => Promise.resolve({ subject: 'user-7', limits }),
    });
    const { results } = await test.post<CreateResponse>('/uploads', {
      files: [
        { name: 'me.png', type: 'image/png', size: page.byteLength },
        { name: 'x.pdf', type: 'text/html', size: page.byteLength },
      ],
    });
    const [me, pdf] = results;
    assert.ok(me && 'grant' in me);
    assert.ok(pdf && 'problem' in pdf && pdf.problem.code === 'type-not-allowed');
    assert.equal(await put(me.grant.requests[0]!, page), 201);
    limits = {};
    const { receipt, problem } = await completeOne(test, me.grant.token, [wholePart(page)]);
    assert.deepEqual([receipt, problem?.code], [undefined, 'type-not-allowed']);
  });

  it('lets nobody in whose limits cannot be read', async () => {
    const limits: object = { acept: ['.pdf'] };
    const { post } = testSigner(storage.withCredentials, {
      authorize: () => Promise.resolve({ subject: 'user-7', limits }),
    });
    const files = [{ name: 'a.png', type: 'image/png', size: 1 }];
    const { code, detail } = await post<Problem>('/uploads', { files });
    assert.equal(code, 'forbidden');
    assert.match(detail, /limits\.acept is unknown/);
  });
});
