import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { completeResponse, createResponse, grant as grantSchema, problem } from '../wire/schema.js';
import type {
  CompleteResponse,
  CreateResponse,
  PartsResponse,
  Problem,
  StatusResponse,
} from '../wire/schema.js';
import { SignerError } from '../errors.js';
import { createSigner } from '../create-signer.js';
import { verifyReceipt } from '../tokens/receipt.js';
import { swift } from '../storage/swift/swift.js';
import {
  PAGE,
  RECEIPT_KEY,
  SECRET,
  completeOne,
  grantFor,
  jsonPost,
  md5,
  put,
  startStorage,
  testSigner,
  upload,
  wholePart,
} from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codeOf = async (response: Response): Promise<[number, string]> => {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const body = problem.parse(await response.json());
  assert.equal(body.status, response.status);
  assert.equal(body.requestId, response.headers.get('x-request-id'));
  return [response.status, body.code];
};

describe('create', () => {
  it('grants in order and refuses single files without touching the others', async () => {
    const { post } = testSigner(storage.withCredentials, {
      policy: { maxSize: 10, accept: ['image/*'] },
    });
    const answer = await post<CreateResponse>('/uploads', {
      files: [
        { name: '1.png', size: 1, type: 'image/png' },
        { name: 'big.png', size: 11, type: 'image/png' },
        { name: '3.txt', size: 1, type: 'text/plain' },
        { name: '4.gif', size: 0, type: 'image/gif' },
      ],
    });
    createResponse.parse(answer);
    assert.deepEqual(
      answer.results.map((result) => ('grant' in result ? 'grant' : result.problem.code)),
      ['grant', 'too-large', 'type-not-allowed', 'grant'],
    );
  });

  it('refuses a name of 5000 characters and a type of 300, and grants what is beside them', async () => {
    const { post } = testSigner(storage.withCredentials);
    const answer = await post<CreateResponse>('/uploads', {
      files: [
        { name: 'good.txt', size: 1, type: 'text/plain' },
        { name: `${'n'.repeat(4996)}.txt`, size: 1, type: 'text/plain' },
        { name: 'a.txt', size: 1, type: `text/${'p'.repeat(295)}` },
      ],
    });
    const [good, ...refused] = createResponse.parse(answer).results;
    assert.ok(good && 'grant' in good);
    assert.deepEqual(
      refused.map((result) => ('problem' in result ? result.problem.code : 'grant')),
      ['invalid-request', 'invalid-request'],
    );
    const [name, type] = refused.map((result) =>
      'problem' in result ? result.problem.detail : '',
    );
    assert.match(name ?? '', /too long: 5000 characters. Give the file a name of at most 4096/);
    assert.match(type ?? '', /too long: 300 characters/);
  });

  it('makes random keys that have nothing of the file’s name', async () => {
    const test = testSigner(storage.withCredentials);
    const file = { name: '../x\u202e.php.png', type: 'image/png' };
    const uploads = Array.from({ length: 50 }, () => upload(test, bytes('x'), file));
    const keys = (await Promise.all(uploads)).map(({ key }) => key);
    assert.equal(new Set(keys).size, 50);
    for (const key of keys) assert.match(key, /^[0-9a-f]{32}\.png$/);
  });

  it('refuses too many files as a whole', async () => {
    const { signer } = testSigner(storage.withCredentials, { policy: { maxFiles: 2 } });
    const file = { name: 'a', size: 1, type: '' };
    const response = await signer.request('/uploads', jsonPost({ files: [file, file, file] }));
    assert.deepEqual(await codeOf(response), [422, 'too-many']);
  });

  it('gives URLs two minutes, tokens a day, parts an hour more', async () => {
    const now = Date.UTC(2026, 5, 1);
    const clock = { now: () => now };
    const test = testSigner(swift({ ...storage.withCredentials, ...clock }), clock);
    const grant = grantSchema.parse(await grantFor(test, bytes('x'), { type: 'text/plain' }));
    assert.equal(grant.expiresAt, '2026-06-02T00:00:00.000Z');
    const [request] = grant.requests;
    assert.equal(request?.expiresAt, '2026-06-01T00:02:00.000Z');
    assert.deepEqual(request.headers, { 'content-type': 'text/plain', 'x-delete-after': '90000' });
    assert.equal(
      new URL(request.url).searchParams.get('temp_url_expires'),
      String(now / 1000 + 120),
    );
  });
});

describe('complete', () => {
  it('takes a batch in order and receipts each upload that is whole', async () => {
    const test = testSigner(storage.withCredentials);
    const bodies = ['one', 'two', 'three', 'four'].map(bytes);
    const grants = await Promise.all(bodies.map((body) => grantFor(test, body)));
    for (const [i, grant] of grants.entries()) {
      if (i !== 1) assert.equal(await put(grant.requests[0]!, bodies[i]!), 201);
    }
    const uploads = grants.map(({ token }, i) => ({ token, parts: [wholePart(bodies[i]!)] }));
    uploads[2] = {
      ...uploads[2]!,
      parts: [{ ...wholePart(bodies[2]!), etag: md5(bytes('?????')) }],
    };
    uploads.push({ token: 'forged', parts: [wholePart(bodies[0]!)] });
    const answer = await test.post<CompleteResponse>('/uploads/complete', { uploads });
    completeResponse.parse(answer);
    assert.deepEqual(
      answer.results.map((result) => ('receipt' in result ? 'receipt' : result.problem.code)),
      ['receipt', 'part-missing', 'hash-mismatch', 'receipt', 'invalid-token'],
    );
  });

  it('is answered with the same receipt ever after, also when asked twice at once', async () => {
    const test = testSigner(storage.withCredentials);
    const body = bytes('same');
    const grant = await grantFor(test, body);
    await put(grant.requests[0]!, body);
    const entry = { token: grant.token, parts: [wholePart(body)] };
    const uploads = [entry, entry, entry];
    const { results } = await test.post<CompleteResponse>('/uploads/complete', { uploads });
    const again = await completeOne(test, grant.token, [wholePart(body)]);
    const receipts = [...results, again].map((r) =>
      'receipt' in r ? r.receipt : r.problem?.detail,
    );
    assert.equal(new Set(receipts).size, 1, receipts.join('\n'));
    assert.match(receipts[0] ?? '', /^eyJ/);
  });

  it('works on one upload once at a time, and on several side by side', async () => {
    const base = swift(storage.withCredentials);
    const running = new Map<string, number>();
    let mostOfOne = 0;
    let mostOfAll = 0;
    const slow: typeof base = {
      ...base,
      complete: async (uploaded, parts, signal) => {
        running.set(uploaded.id, (running.get(uploaded.id) ?? 0) + 1);
        mostOfOne = Math.max(mostOfOne, ...running.values());
        mostOfAll = Math.max(
          mostOfAll,
          [...running.values()].reduce((sum, n) => sum + n, 0),
        );
        const stored = await base.complete(uploaded, parts, signal);
        running.set(uploaded.id, (running.get(uploaded.id) ?? 0) - 1);
        return stored;
      },
    };
    const test = testSigner(slow);
    const body = bytes('x');
    const grants = await Promise.all([1, 2, 3].map(() => grantFor(test, body)));
    for (const { requests } of grants) await put(requests[0]!, body);
    const uploads = [...grants, ...grants].map(({ token }) => ({
      token,
      parts: [wholePart(body)],
    }));
    const { results } = await test.post<CompleteResponse>('/uploads/complete', { uploads });
    assert.ok(results.every((result) => 'receipt' in result));
    assert.deepEqual([mostOfOne, mostOfAll > 1], [1, true]);
  });

  it('issues receipts that the published keys verify, with the subject of authorize', async () => {
    const test = testSigner(storage.withCredentials, {
      authorize: () => Promise.resolve({ subject: 'user-7' }),
      audience: 'my-app',
      issuer: 'my-signer',
    });
    const { receipt, key } = await upload(test, bytes('hello'), {
      name: 'é.txt',
      type: 'text/plain',
    });
    const response = await test.signer.request('/.well-known/jwks.json');
    const jwks = (await response.json()) as { keys: [] };
    const claims = await verifyReceipt(receipt, { jwks, audience: 'my-app', issuer: 'my-signer' });
    assert.equal(claims.sub, 'user-7');
    assert.deepEqual(claims.upload, {
      storage: 'swift',
      container: 'uploads',
      key,
      size: 5,
      etag: md5(bytes('hello')),
      md5: md5(bytes('hello')),
      contentType: 'text/plain',
      name: 'é.txt',
      parts: 1,
      finalized: 'copy',
    });
    assert.ok(!JSON.stringify(jwks).includes('"d"'));
  });

  it('completes two hundred small files in one call', async (t) => {
    const test = testSigner(storage.withCredentials);
    const body = bytes('small');
    const file = { name: 'a', size: body.byteLength, type: '' };
    const { results } = await test.post<CreateResponse>('/uploads', {
      files: Array(200).fill(file),
    });
    const uploads: { token: string; parts: unknown[] }[] = [];
    for (const result of results) {
      assert.ok('grant' in result);
      await put(result.grant.requests[0]!, body);
      uploads.push({ token: result.grant.token, parts: [wholePart(body)] });
    }
    const started = performance.now();
    const answer = await test.post<CompleteResponse>('/uploads/complete', { uploads });
    const ms = performance.now() - started;
    assert.equal(answer.results.filter((result) => 'receipt' in result).length, 200);
    t.diagnostic(`${Math.round(ms)} ms`);
  });
});

describe('follow-up calls', () => {
  it('sign again, say what storage holds, and give up', async () => {
    const test = testSigner(storage.withCredentials);
    const body = bytes('body');
    const { token } = await grantFor(test, body);
    const { requests } = await test.post<PartsResponse>('/uploads/parts', {
      token,
      partNumbers: [1],
    });
    assert.deepEqual((await test.post<StatusResponse>('/uploads/status', { token })).parts, []);
    assert.equal(await put(requests[0]!, body), 201);
    const held = await test.post<StatusResponse>('/uploads/status', { token });
    assert.deepEqual(held.parts, [wholePart(body)]);
    assert.equal(await test.post('/uploads/abort', { tokens: [token] }), undefined);
    assert.deepEqual((await test.post<StatusResponse>('/uploads/status', { token })).parts, []);
    const beyond = await test.signer.request(
      '/uploads/parts',
      jsonPost({ token, partNumbers: [2] }),
    );
    assert.deepEqual(await codeOf(beyond), [400, 'invalid-request']);
  });

  it('try every token of an abort, and then tell the first failure', async () => {
    const test = testSigner(storage.withCredentials);
    const body = bytes('body');
    const { token, requests } = await grantFor(test, body);
    await put(requests[0]!, body);
    const response = await test.signer.request(
      '/uploads/abort',
      jsonPost({ tokens: ['forged', token] }),
    );
    assert.deepEqual(await codeOf(response), [400, 'invalid-token']);
    assert.deepEqual((await test.post<StatusResponse>('/uploads/status', { token })).parts, []);
  });

  it('refuse tokens of another person and of yesterday', async () => {
    let subject = 'ann';
    let now = Date.now();
    const test = testSigner(storage.withCredentials, {
      authorize: () => Promise.resolve({ subject }),
      now: () => now,
    });
    const { token } = await grantFor(test, bytes('x'));
    subject = 'bob';
    const status = () => test.signer.request('/uploads/status', jsonPost({ token }));
    assert.deepEqual(await codeOf(await status()), [400, 'invalid-token']);
    subject = 'ann';
    assert.equal((await status()).status, 200);
    now += 86_401_000;
    assert.deepEqual(await codeOf(await status()), [410, 'token-expired']);
    const abort = await test.signer.request('/uploads/abort', jsonPost({ tokens: [token] }));
    assert.equal(abort.status, 204);
  });
});

describe('problems', () => {
  const call = (path: string, init?: RequestInit) =>
    testSigner(storage.withCredentials).signer.request(path, init);

  for (const [name, path, init, expected] of [
    ['another path', '/nothing', undefined, [404, 'not-found']],
    ['a path below', '/uploads/x', jsonPost({}), [404, 'not-found']],
    ['GET of a call', '/uploads', undefined, [405, 'method-not-allowed']],
    ['POST of the keys', '/.well-known/jwks.json', jsonPost({}), [405, 'method-not-allowed']],
    [
      'no content type',
      '/uploads',
      { method: 'POST', body: new Uint8Array(2) },
      [415, 'invalid-request'],
    ],
    [
      'a form',
      '/uploads',
      { method: 'POST', body: new URLSearchParams('a=b') },
      [415, 'invalid-request'],
    ],
    ['text that is no JSON', '/uploads', { ...jsonPost({}), body: '{' }, [400, 'invalid-request']],
    ['no body', '/uploads', { ...jsonPost({}), body: '' }, [400, 'invalid-request']],
    [
      'bytes that are no UTF-8',
      '/uploads',
      { ...jsonPost({}), body: new Uint8Array([0x22, 0xff, 0x22]) },
      [400, 'invalid-request'],
    ],
    [
      'JSON of another shape',
      '/uploads',
      jsonPost({ files: [{ name: 'a', size: -1 }] }),
      [400, 'invalid-request'],
    ],
    ['no files', '/uploads', jsonPost({ files: [] }), [400, 'invalid-request']],
    [
      'a megabyte too much',
      '/uploads',
      jsonPost({ files: ' '.repeat(1024 * 1024) }),
      [413, 'body-too-large'],
    ],
    [
      'an ETag in quotes',
      '/uploads/complete',
      jsonPost({ uploads: [{ token: 'x', parts: [{ partNumber: 1, size: 1, etag: '"a"' }] }] }),
      [400, 'invalid-request'],
    ],
    [
      'a token of nobody',
      '/uploads/parts',
      jsonPost({ token: 'x', partNumbers: [1] }),
      [400, 'invalid-token'],
    ],
  ] as const) {
    it(`answer ${name} with ${expected.join(' ')}`, async () => {
      const response = await call(path, init);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      if (response.status === 405) assert.match(response.headers.get('allow') ?? '', /GET|POST/);
      assert.deepEqual(await codeOf(response), expected);
    });
  }

  it('stop reading a body that never ends', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const init = { ...jsonPost({}), body, duplex: 'half' } as RequestInit;
    assert.deepEqual(await codeOf(await call('/uploads', init)), [413, 'body-too-large']);
    assert.ok(pulled < 25, `${pulled} chunks`);
  });

  it('name the field that is wrong', async () => {
    const response = await call(
      '/uploads',
      jsonPost({ files: [{ name: 'a', type: '', size: '5' }] }),
    );
    const { detail } = (await response.json()) as Problem;
    assert.match(detail, /files\[0\]\.size: .*expected number/);
  });

  it('hide what nobody foresaw, and log it under the request’s id', async () => {
    const base = swift(storage.withCredentials);
    const limits = () => Promise.reject(new Error('boom temp_url_sig=abcdef'));
    const test = testSigner({ ...base, limits });
    const response = await test.signer.request(
      '/uploads',
      jsonPost({ files: [{ name: '', size: 1, type: '' }] }),
    );
    const text = await response.clone().text();
    assert.ok(!text.includes('boom'));
    assert.deepEqual(await codeOf(response), [500, 'internal']);
    const event = test.events.find(({ code }) => code === 'internal');
    assert.match(event?.detail ?? '', /boom temp_url_sig=\[redacted\]/);
    assert.equal(event?.requestId, response.headers.get('x-request-id'));
  });
});

describe('who may call', () => {
  it('is asked of authorize, before the body is looked at', async () => {
    const test = testSigner(storage.withCredentials, { authorize: () => Promise.resolve(null) });
    assert.deepEqual(await codeOf(await test.signer.request('/uploads', jsonPost(1))), [
      401,
      'unauthorized',
    ]);
    const forbidding = testSigner(storage.withCredentials, {
      authorize: () => Promise.reject(new SignerError('forbidden', 'Not you.')),
    });
    assert.deepEqual(await codeOf(await forbidding.signer.request('/uploads', jsonPost(1))), [
      403,
      'forbidden',
    ]);
  });

  it('is only this machine where nobody is asked', async () => {
    const { signer } = testSigner(storage.withCredentials);
    const from = (host: string) =>
      signer.request(`http://${host}/uploads/abort`, jsonPost({ tokens: [] }));
    assert.deepEqual(await codeOf(await from('rebound.example')), [421, 'forbidden']);
    assert.deepEqual(await codeOf(await from('127.0.0.1:80')), [400, 'invalid-request']);
  });
});

describe('origins', () => {
  const status = (headers: Record<string, string>, allowedOrigins: string[] = [PAGE]) =>
    testSigner(storage.withCredentials, { allowedOrigins }).signer.request(
      'http://localhost/uploads/status',
      jsonPost({ token: 'x' }, headers),
    );

  for (const [name, headers, allowed] of [
    ['no page at all', {}, true],
    ['its own page', { 'sec-fetch-site': 'same-origin', origin: 'https://behind.proxy' }, true],
    ['its own page in an older browser', { origin: 'http://localhost', host: 'localhost' }, true],
    ['a listed page', { 'sec-fetch-site': 'cross-site', origin: PAGE }, true],
    ['another page', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    [
      'a page of the same site',
      { 'sec-fetch-site': 'same-site', origin: 'http://x.localhost' },
      false,
    ],
    ['a sandboxed page', { origin: 'null' }, false],
    ['another port', { origin: 'http://localhost:81', host: 'localhost' }, false],
    ['a cross-site request without origin', { 'sec-fetch-site': 'cross-site' }, false],
    ['a listed origin with a tail', { origin: `${PAGE}.evil.example` }, false],
    ['a listed origin as the tail of another', { origin: 'https://evil-app.example' }, false],
    ['a listed origin on another port', { origin: `${PAGE}:8443` }, false],
    ['a listed origin without TLS', { origin: PAGE.replace('https', 'http') }, false],
    ['a listed origin as a name and password', { origin: `${PAGE}@evil.example` }, false],
    ['a listed origin in another case', { origin: PAGE.toUpperCase() }, false],
    ['a listed origin with a path', { origin: `${PAGE}/` }, false],
    ['two origins', { origin: `${PAGE}, https://evil.example` }, false],
    ['a page of a file', { origin: 'file://' }, false],
  ] as const) {
    it(`${allowed ? 'let' : 'refuse'} ${name}`, async () => {
      const response = await status(headers);
      const expected = allowed ? [400, 'invalid-token'] : [403, 'origin-not-allowed'];
      assert.deepEqual(await codeOf(response), expected);
      const cors = 'origin' in headers && headers.origin === PAGE ? PAGE : null;
      assert.equal(response.headers.get('access-control-allow-origin'), cors);
      assert.equal(response.headers.get('vary'), 'Origin');
    });
  }

  it('that are listed get CORS headers on every answer, credentials included', async () => {
    const { signer } = testSigner(storage.withCredentials, { allowedOrigins: [PAGE] });
    for (const path of ['/uploads/status', '/nothing']) {
      const response = await signer.request(path, jsonPost({}, { origin: PAGE }));
      assert.equal(response.headers.get('access-control-allow-origin'), PAGE);
      assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
      assert.match(response.headers.get('access-control-expose-headers') ?? '', /X-Request-Id/);
    }
  });

  it('are told in a preflight what they may send; others nothing', async () => {
    const { signer } = testSigner(storage.withCredentials, { allowedOrigins: [PAGE] });
    const preflight = (origin: string) =>
      signer.request('/uploads', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    const good = await preflight(PAGE);
    assert.equal(good.status, 204);
    assert.equal(good.headers.get('access-control-allow-methods'), 'POST');
    assert.equal(good.headers.get('access-control-allow-headers'), 'authorization,content-type');
    assert.equal(good.headers.get('access-control-allow-origin'), PAGE);
    const bad = await preflight('https://evil.example');
    assert.equal(bad.headers.get('access-control-allow-origin'), null);
    assert.deepEqual(await codeOf(bad), [403, 'origin-not-allowed']);
  });

  it('must be exact in the options', () => {
    for (const origin of ['*', 'https://a/', 'https://*.a', 'a', 'null', 'HTTPS://a']) {
      assert.throws(
        () => testSigner(storage.withCredentials, { allowedOrigins: [origin] }),
        /not an exact origin/,
      );
    }
  });
});

describe('log', () => {
  it('has a line per upload and per request, and no secret in any', async () => {
    const test = testSigner(storage.withCredentials, {
      authorize: () => Promise.resolve({ subject: 'user-7' }),
    });
    const { grant, receipt, key } = await upload(test, bytes('logged'));
    await completeOne(test, grant.token, [
      { ...wholePart(bytes('logged')), etag: md5(bytes('other')) },
    ]);
    await test.post('/uploads/abort', { tokens: [grant.token] });
    assert.deepEqual(
      test.events.map(({ event, route, status, code }) => [event, route, status ?? code]),
      [
        ['granted', 'create', undefined],
        ['request', 'create', 200],
        ['completed', 'complete', undefined],
        ['request', 'complete', 200],
        ['refused', 'complete', 'already-completed'],
        ['request', 'complete', 200],
        ['aborted', 'abort', undefined],
        ['request', 'abort', 204],
      ],
    );
    for (const event of test.events) {
      assert.equal(event.subject, 'user-7');
      assert.match(event.requestId, /^[0-9a-f-]{36}$/);
      if (event.event === 'request') assert.ok((event.ms ?? -1) >= 0);
      else assert.equal(event.upload, decodeJwt(receipt).jti);
      assert.equal(event.key, event.event === 'completed' ? key : undefined);
    }
    const text = JSON.stringify(test.events);
    const signature = new URL(grant.requests[0]!.url).searchParams.get('temp_url_sig')!;
    for (const secret of [
      signature,
      grant.token,
      receipt,
      SECRET,
      storage.withCredentials.tempUrlKey,
    ]) {
      assert.ok(!text.includes(secret));
    }
  });
});

describe('options', () => {
  it('are checked at once', () => {
    const base = {
      storage: swift(storage.withCredentials),
      secret: SECRET,
      receiptKey: RECEIPT_KEY,
    };
    for (const [change, message] of [
      [{ secret: 'short' }, /secret has 5 bytes/],
      [{ receiptKey: 'x' }, /receipt key/],
      [{ endpoint: 'uploads' }, /endpoint is "uploads"/],
      [{ endpoint: '/uploads/' }, /endpoint/],
      [{ endpoint: '/:x' }, /endpoint/],
      [{ policy: { maxFiles: 0 } }, /maxFiles/],
      [{ policy: { keyTemplate: 'x' } }, /\{random\} is missing/],
    ] as const) {
      assert.throws(() => createSigner({ ...base, ...change }), message);
    }
    assert.throws(() => swift({ container: 'c', tempUrlKey: 'k' }), /storageUrl or auth/);
    assert.throws(() => swift({ ...storage.keyOnly, tempUrlKey: '' }), /tempUrlKey/);
    assert.throws(
      () => swift({ ...storage.keyOnly, storageUrl: 'https://s/x' }),
      /no Swift storage URL/,
    );
    assert.throws(() => swift({ ...storage.keyOnly, container: 'a/b' }), /container name/);
  });

  it('move the routes', async () => {
    const { signer } = testSigner(storage.withCredentials, { endpoint: '/api/v1/up' });
    assert.equal((await signer.request('/uploads', jsonPost({}))).status, 404);
    assert.equal((await signer.request('/api/v1/up/status', jsonPost({ token: 'x' }))).status, 400);
  });
});
