/**
 * docs/openapi.json: valid by OpenAPI 3.1, and what it promises is what a running signer answers.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createDevStorage } from '@direct-upload/dev-storage';
import {
  SignerError,
  createSigner,
  generateReceiptKey,
  serve,
  swift,
} from '@direct-upload/signer-server';
import type { Signer, SignerOptions, SwiftOptions } from '@direct-upload/signer-server';
import type { CompleteResponse, CreateResponse } from '@direct-upload/widget/protocol';
import { Validator } from '@seriousme/openapi-schema-validator';
import { readJudge } from './support/openapi.js';
import type { Judge, Judged } from './support/openapi.js';

const bytes = Buffer.from('some bytes');
const part = {
  partNumber: 1,
  size: bytes.length,
  etag: createHash('md5').update(bytes).digest('hex'),
};
const keys = { secret: randomBytes(32), receiptKey: generateReceiptKey() };

describe('docs/openapi.json', () => {
  let judge: Judge;
  let place: SwiftOptions;
  let stop: () => Promise<void>;
  const seen: Judged[] = [];
  before(async () => {
    judge = await readJudge();
    const directory = await mkdtemp(join(tmpdir(), 'openapi-'));
    const storage = await createDevStorage({ directory });
    const tempUrlKey = randomBytes(32).toString('hex');
    await storage.createContainer('uploads', { tempUrlKey });
    const { authUrl: url, user, key } = storage.credentials;
    place = { auth: { url, user, key }, container: 'uploads', tempUrlKey };
    stop = async () => {
      await storage.close();
      await rm(directory, { recursive: true });
    };
  });
  after(() => stop());

  /** The caller is who the header names; some names stand for what can go wrong with callers. */
  const authorize: SignerOptions['authorize'] = (request) => {
    const subject = request.headers.get('x-user') ?? 'alice';
    if (subject === 'nobody') return Promise.resolve(null);
    if (subject === 'banned') throw new SignerError('forbidden', 'Not you.');
    if (subject === 'unknowable') throw new SignerError('internal', 'Later.', { status: 503 });
    if (subject === 'defect') throw new TypeError('a defect');
    return Promise.resolve({ subject });
  };
  const signerWith = (options: Partial<SignerOptions> = {}): Signer =>
    createSigner({
      ...keys,
      storage: swift(place),
      authorize,
      policies: { avatar: {} },
      ...options,
    });

  /** One call, judged. */
  async function call(
    signer: Signer,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Judged> {
    const response = await signer.request(`/uploads${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const judged = await judge.answer('post', `/uploads${path}`, response);
    seen.push(judged);
    return judged;
  }

  async function granted(
    signer: Signer,
    at = '',
  ): Promise<{ token: string; put: () => Promise<void> }> {
    const files = [{ name: 'a.txt', type: 'text/plain', size: bytes.length }];
    const { results } = (await call(signer, at, { files })).body as CreateResponse;
    const [result] = results;
    assert.ok(result && 'grant' in result);
    const { token, requests } = result.grant;
    const { url, headers } = requests[0]!;
    const put = async (): Promise<void> => {
      assert.equal((await fetch(url, { method: 'PUT', headers, body: bytes })).status, 201);
    };
    return { token, put };
  }

  async function received(signer: Signer, at = ''): Promise<{ token: string; receipt: string }> {
    const { token, put } = await granted(signer, at);
    await put();
    const { body } = await call(signer, `${at}/complete`, { uploads: [{ token, parts: [part] }] });
    const [result] = (body as CompleteResponse).results;
    assert.ok(result && 'receipt' in result, JSON.stringify(result));
    return { token, receipt: result.receipt };
  }

  test('is valid by OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({
      ...structuredClone(judge.document),
    });
    assert.ok(valid, JSON.stringify(errors));
    const broken = structuredClone(judge.document) as { paths: Record<string, unknown> };
    broken.paths['/uploads'] = { post: { responses: { twohundred: {} } } };
    assert.equal((await new Validator().validate(broken)).valid, false, 'it can fail');
  });

  for (const at of ['', '/avatar']) {
    test(`promises what is answered to a whole upload at /uploads${at}`, async () => {
      const signer = signerWith({ policy: { maxSize: 100 } });
      const { token, put } = await granted(signer, at);
      const partNumbers = [1];
      assert.equal((await call(signer, `${at}/parts`, { token, partNumbers })).status, 200);
      await put();
      assert.equal((await call(signer, `${at}/status`, { token })).status, 200);
      const { receipt } = await received(signer, at);
      const downloads = [{ receipt }, { receipt, inline: true }];
      await call(signer, `${at}/downloads`, { downloads });
      assert.equal((await call(signer, `${at}/abort`, { tokens: [token] })).status, 204);
      const size = 101;
      const { codes } = await call(signer, at, { files: [{ name: '', type: '', size }] });
      assert.deepEqual(codes, ['too-large']);
    });
  }

  test('says which names a policy may have', () => {
    const { parameters } = judge.document.paths['/uploads/{policy}/parts'] as unknown as {
      parameters: [{ name: string; schema: { pattern: string; not: { enum: string[] } } }];
    };
    const [{ name, schema }] = parameters;
    assert.equal(name, 'policy');
    for (const policy of ['avatar', 'a', '-a', 'A', 'a/b', 'parts', 'downloads', 'x'.repeat(65)]) {
      const isSaid = new RegExp(schema.pattern).test(policy) && !schema.not.enum.includes(policy);
      let isTaken = true;
      try {
        signerWith({ policies: { [policy]: {} } });
      } catch {
        isTaken = false;
      }
      assert.equal(isSaid, isTaken, policy);
    }
  });

  test('promises the refusal of each call as a whole', async () => {
    const signer = signerWith({ policy: { maxFiles: 1 } });
    const limited = signerWith({ limits: { requests: { amount: 1, window: 3600 } } });
    assert.equal((await call(limited, '/status', {})).status, 400);
    const bad = { token: 'x', partNumbers: [1], tokens: ['x'] };
    const named = signerWith({ allowedHosts: ['app.example'] });
    for (const [path, { post }] of Object.entries(judge.document.paths)) {
      if (!post) continue;
      const name = path.slice('/uploads'.length).replace('{policy}', 'avatar');
      for (const [headers, status] of [
        [{ 'x-user': 'nobody' }, 401],
        [{ 'x-user': 'banned' }, 403],
        [{ origin: 'https://evil.example' }, 403],
        [{ 'content-type': 'text/plain' }, 415],
        [{ 'x-user': 'defect' }, 500],
        [{ 'x-user': 'unknowable' }, 503],
      ] as const) {
        assert.equal((await call(signer, name, bad, headers)).status, status);
      }
      assert.equal((await call(signer, name, '{')).status, 400);
      assert.equal((await call(signer, name, `"${'x'.repeat(1_100_000)}"`)).status, 413);
      assert.equal((await call(limited, name, bad)).status, 429);
      assert.equal((await call(named, name, bad, { host: 'evil.example' })).status, 421);
    }
    for (const name of ['/parts', '/status', '/abort']) {
      assert.deepEqual((await call(signer, name, bad)).codes, ['invalid-token']);
    }
    const files = [1, 2].map(() => ({ name: '', type: '', size: 1 }));
    assert.deepEqual((await call(signer, '', { files })).codes, ['too-many']);
  });

  test('promises what is answered to those who come too late, or twice', async () => {
    const { token } = await granted(signerWith());
    const late = signerWith({ now: () => Date.now() + 90_000_000 });
    for (const [name, body] of [
      ['/parts', { token, partNumbers: [1] }],
      ['/status', { token }],
    ] as const) {
      assert.deepEqual((await call(late, name, body)).codes, ['token-expired']);
    }
    const uploads = [{ token, parts: [part] }];
    assert.deepEqual((await call(late, '/complete', { uploads })).codes, ['token-expired']);
    assert.deepEqual((await call(signerWith(), '/complete', { uploads })).codes, ['part-missing']);
    // Where a URL could replace the object.
    const { container, tempUrlKey = '' } = place;
    const storageUrl = await storageUrlOf(place);
    const inPlace = signerWith({ storage: swift({ container, tempUrlKey, storageUrl }) });
    const done = await received(inPlace);
    const again = { token: done.token, partNumbers: [1] };
    assert.deepEqual((await call(inPlace, '/parts', again)).codes, ['already-completed']);
    const downloads = [
      { receipt: done.receipt },
      { receipt: 'x.y.z' },
      { key: 'a' },
      { receipt: done.receipt, inline: true },
    ];
    const codes = ['invalid-receipt', 'forbidden', 'type-not-allowed'];
    assert.deepEqual((await call(inPlace, '/downloads', { downloads })).codes, codes);
    const over = await call(late, '/downloads', { downloads: downloads.slice(0, 1) });
    assert.deepEqual(over.codes, ['receipt-expired']);
  });

  test('promises what is answered while storage is away', async () => {
    const { token } = await granted(signerWith());
    const away = { url: 'http://127.0.0.1:9/auth/v1.0', user: 'a:b', key: 'c' };
    const signer = signerWith({ storage: swift({ ...place, auth: away }) });
    const files = [{ name: '', type: '', size: 1 }];
    for (const [name, body] of [
      ['', { files }],
      ['/status', { token }],
      ['/abort', { tokens: [token] }],
      ['/complete', { uploads: [{ token, parts: [part] }] }],
    ] as const) {
      assert.deepEqual((await call(signer, name, body)).codes, ['storage-unavailable'], name);
    }
  });

  test('promises what everybody may ask', async () => {
    const server = await serve(signerWith(), { port: 0 });
    const closed = signerWith({ storage: swift({ ...place, container: 'absent' }) });
    const ill = await serve(closed, { port: 0 });
    try {
      for (const path of ['/uploads/jwks.json', '/.well-known/jwks.json', '/healthz', '/readyz']) {
        seen.push(await judge.answer('get', path, await fetch(server.url + path)));
      }
      const answer = await judge.answer('get', '/readyz', await fetch(`${ill.url}/readyz`));
      assert.equal(answer.status, 503);
    } finally {
      await Promise.all([server.close(), ill.close()]);
    }
  });

  test('describes no call that was not made here', () => {
    const described = Object.values(judge.document.paths).flatMap((item) =>
      [item.get, item.post].flatMap((operation) => operation?.operationId ?? []),
    );
    const done = seen.filter(({ status }) => status < 300).map(({ operation }) => operation);
    assert.deepEqual([...new Set(done)].sort(), described.sort());
  });
});

async function storageUrlOf({ auth }: SwiftOptions): Promise<string> {
  const { url, user, key } = auth as { url: string; user: string; key: string };
  const answer = await fetch(url, { headers: { 'x-auth-user': user, 'x-auth-key': key } });
  return answer.headers.get('x-storage-url') ?? '';
}
