import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describe, it } from 'node:test';
import { SignerError } from '../../errors.js';
import { noSignal, testVouch } from '../../testing/harness.js';
import { keepAliveFetch } from '../../runtime/keep-alive-fetch.js';
import { completionMark } from '../completion-mark.js';
import type { Storage, Upload } from '../storage.js';
import { swift } from './swift.js';
import { swiftAccount } from './login/account.js';
import type { SwiftAccount } from './login/account.js';
import { swiftAuth } from './login/credentials.js';
import { sendToSwift } from './http.js';
import type { Fetch } from './http.js';

const URL_ = 'https://s/v1/AUTH_test';
const AUTH = { url: 'https://s/auth/v1.0', user: 'u', key: 'k' };
const UPLOAD: Upload = {
  id: 'a'.repeat(32),
  subject: 's',
  keyPattern: 'key.bin',
  size: 3,
  contentType: 'a/b',
  name: 'n',
  partSize: 3,
  partCount: 1,
  issuedAt: 1000,
  expiresAt: 2000,
  handle: 'copy',
  vouch: testVouch('a'.repeat(32)),
};
const PART = { partNumber: 1, size: 3, etag: '0'.repeat(32) };
const HEADERS = {
  etag: PART.etag,
  'content-length': '3',
  'x-timestamp': '1500',
  'content-type': 'a/b',
};

type Answer = readonly [status: number, headers?: Record<string, string>, body?: string];

/** Answers like a Swift of which only the given requests matter: `METHOD path` without query. */
function fakeSwift(answers: Readonly<Record<string, Answer | readonly Answer[]>>): {
  fetch: Fetch;
  seen: string[];
} {
  const seen: string[] = [];
  const fetch: Fetch = (url, init) => {
    const request = `${init.method ?? 'GET'} ${new URL(url).pathname}`;
    const times = seen.filter((other) => other === request).length;
    seen.push(request);
    const found = answers[request] ?? DEFAULTS[request] ?? ([404] satisfies Answer);
    const [status, headers = {}, body = ''] = isList(found)
      ? (found[times] ?? found.at(-1)!)
      : found;
    const none = body === '' || status === 204;
    return Promise.resolve(new Response(none ? null : body, { status, headers }));
  };
  return { fetch, seen };
}
const isList = (answer: Answer | readonly Answer[]): answer is readonly Answer[] =>
  Array.isArray(answer[0]);
const RECORD = `/v1/AUTH_test/c/parts/${UPLOAD.id}/completed`;
/** What a HEAD of it says once the upload is complete. */
const COMPLETED = [
  200,
  { 'x-object-meta-public-upload-completed': completionMark(UPLOAD, PART.etag) },
] satisfies Answer;
const DEFAULTS: Readonly<Record<string, Answer>> = {
  [`PUT ${RECORD}`]: [201],
  'GET /auth/v1.0': [200, { 'x-auth-token': 'AUTH_tk1', 'x-storage-url': URL_ }],
};
const FINAL = '/v1/AUTH_test/c/key.bin';
const PART_PATH = `/v1/AUTH_test/c/parts/${UPLOAD.id}/00000001`;

function storageOf(fetch: Fetch, auth = true): Storage {
  const where = auth ? { auth: AUTH } : { storageUrl: URL_ };
  return swift({ ...where, container: 'c', tempUrlKey: 'k', fetch, now: () => 1_500_000 });
}
const error = (code: string, message: RegExp, transactionId?: string) => (thrown: unknown) => {
  assert.ok(thrown instanceof SignerError, String(thrown));
  assert.equal(thrown.code, code);
  assert.match(thrown.message, message);
  assert.equal(thrown.transactionId, transactionId);
  assert.ok(!/temp_url_sig|AUTH_tk/.test(thrown.message));
  return true;
};
const accountOf = (fetch: Fetch): SwiftAccount =>
  swiftAccount({ auth: swiftAuth(AUTH), fetch, now: Date.now });
const complete = (fetch: Fetch, upload = UPLOAD) =>
  storageOf(fetch, upload.handle === 'copy').complete(upload, [PART], noSignal());

describe('what Swift answers becomes', () => {
  const part = { [`HEAD ${PART_PATH}`]: [200, HEADERS] } satisfies Record<string, Answer>;
  for (const [name, answers, code, message] of [
    ['403 to HEAD', { [`HEAD ${PART_PATH}`]: [403] }, 'storage-refused', /may not do that \(403\)/],
    [
      '503 to HEAD',
      { [`HEAD ${RECORD}`]: [503] },
      'storage-unavailable',
      /trouble of its own \(503\)/,
    ],
    ['498 to HEAD', { [`HEAD ${PART_PATH}`]: [498] }, 'storage-unavailable', /too many requests/],
    [
      '413 of a quota to COPY',
      { ...part, [`PUT ${FINAL}`]: [413, {}, 'Upload exceeds quota.'] },
      'quota',
      /no room is left \(413\)/,
    ],
    ['507 to COPY', { ...part, [`PUT ${FINAL}`]: [507] }, 'quota', /no room/],
    [
      '413 without quota to COPY',
      { ...part, [`PUT ${FINAL}`]: [413] },
      'storage-refused',
      /answered 413/,
    ],
    ['412 to COPY', { ...part, [`PUT ${FINAL}`]: [412] }, 'hash-mismatch', /replaced while/],
    ['404 to COPY', { ...part, [`PUT ${FINAL}`]: [404] }, 'part-missing', /vanished while/],
  ] satisfies [string, Record<string, Answer>, string, RegExp][]) {
    it(`${code} for ${name}`, async () => {
      const withIds = Object.fromEntries(
        Object.entries(answers).map(([request, [status, headers = {}, body = '']]) => [
          request,
          [status, { ...headers, 'x-trans-id': 'tx1' }, body] satisfies Answer,
        ]),
      );
      const inSentence = /COPY/.test(name) && /412|404/.test(name) ? undefined : 'tx1';
      await assert.rejects(complete(fakeSwift(withIds).fetch), error(code, message, inSentence));
    });
  }

  it('no receipt for a manifest, a link, or what is older than the upload', async () => {
    for (const headers of [
      { 'x-static-large-object': 'True' },
      { 'x-object-manifest': 'c/x' },
      { 'content-location': '/v1/AUTH_test/c/other' },
      { 'x-timestamp': '699.9' },
    ]) {
      const { fetch, seen } = fakeSwift({
        [`HEAD ${PART_PATH}`]: [200, { ...HEADERS, ...headers }],
      });
      await assert.rejects(
        complete(fetch),
        error('storage-refused', /manifest or link|older than/),
      );
      assert.ok(!seen.includes(`PUT ${FINAL}`));
    }
  });

  const LATER = { 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' };
  for (const answer of [
    [201],
    [202],
    [201, { ...LATER, etag: '1'.repeat(32) }],
  ] satisfies Answer[]) {
    it(`no receipt where a copy turns out to have other bytes (${JSON.stringify(answer)})`, async () => {
      const { fetch, seen } = fakeSwift({
        [`HEAD ${PART_PATH}`]: [200, HEADERS],
        [`HEAD ${FINAL}`]: [200, { ...HEADERS, etag: '1'.repeat(32) }],
        [`PUT ${FINAL}`]: answer,
      });
      await assert.rejects(complete(fetch), error('hash-mismatch', /other bytes|replaced while/));
      assert.ok(!seen.some((request) => request.startsWith('DELETE')), seen.join());
    });
  }

  it('no receipt in place for an object that would vanish, or is of another type', async () => {
    const upload = { ...UPLOAD, handle: 'in-place' };
    const head = `HEAD ${FINAL}`;
    const vanishing = fakeSwift({ [head]: [200, { ...HEADERS, 'x-delete-at': '9' }] });
    await assert.rejects(
      complete(vanishing.fetch, upload),
      error('storage-refused', /X-Delete-At/),
    );
    const html = fakeSwift({ [head]: [200, { ...HEADERS, 'content-type': 'text/html' }] });
    await assert.rejects(complete(html.fetch, upload), error('type-not-allowed', /text\/html/));
    const plain = fakeSwift({ [head]: [200, HEADERS], [`HEAD ${RECORD}`]: [[404], COMPLETED] });
    assert.equal((await complete(plain.fetch, upload)).finalized, 'in-place');
  });

  it('no X-Delete-After where POST is not allowed, and no URL once it is complete', async () => {
    const info = JSON.stringify({ tempurl: { methods: ['GET', 'PUT'] }, swift: {} });
    const { fetch, seen } = fakeSwift({
      'GET /info': [200, {}, info],
      [`GET ${FINAL}`]: [404],
      [`HEAD ${RECORD}`]: [[404], COMPLETED],
    });
    const storage = storageOf(fetch, false);
    const handle = await storage.begin(UPLOAD, noSignal());
    assert.equal(handle, 'in-place');
    const sign = (again: boolean) =>
      storage.sign({ ...UPLOAD, handle }, [1], { expiresAt: 1600, again }, noSignal());
    assert.deepEqual((await sign(false))[0]?.headers, { 'content-type': 'a/b' });
    assert.equal((await sign(true)).length, 1);
    await assert.rejects(sign(true), error('already-completed', /could replace/));
    assert.deepEqual(
      seen.filter((request) => request.startsWith('HEAD')),
      [`HEAD ${RECORD}`, `HEAD ${RECORD}`],
    );
  });

  it('invalid-token for an upload begun in another mode', () => {
    assert.throws(
      () => storageOf(fakeSwift({}).fetch, false).complete(UPLOAD, [PART], noSignal()),
      error('invalid-token', /other storage settings/),
    );
  });
});

describe('login', () => {
  it('is shared by all who wait for it, and renewed once for all after a 401', async () => {
    const tokens: string[] = [];
    let current = 'AUTH_tk1';
    const fetch: Fetch = async (url, init) => {
      await Promise.resolve();
      if (url === AUTH.url) {
        tokens.push(current);
        return new Response(null, {
          status: 200,
          headers: { 'x-auth-token': current, 'x-storage-url': URL_ },
        });
      }
      const good = new Headers(init.headers).get('x-auth-token') === current;
      return new Response(null, { status: good ? 204 : 401 });
    };
    const account = accountOf(fetch);
    const burst = () =>
      Promise.all(
        Array.from({ length: 10 }, () => account.send('/c', { method: 'HEAD' }, noSignal())),
      );
    assert.ok((await burst()).every(({ status }) => status === 204));
    assert.deepEqual(tokens, ['AUTH_tk1']);
    current = 'AUTH_tk2';
    assert.ok((await burst()).every(({ status }) => status === 204));
    assert.deepEqual(tokens, ['AUTH_tk1', 'AUTH_tk2']);
  });

  it('that failed is tried again by the next caller', async () => {
    const { fetch } = fakeSwift({
      'GET /auth/v1.0': [[503], [200, { 'x-auth-token': 't', 'x-storage-url': URL_ }]],
    });
    const account = accountOf(fetch);
    await assert.rejects(
      account.session(noSignal()),
      error('storage-unavailable', /check ST_AUTH/),
    );
    assert.equal((await account.session(noSignal())).storageUrl, URL_);
  });

  it('names user and setting when it is refused, not the key', async () => {
    const { fetch } = fakeSwift({ 'GET /auth/v1.0': [401] });
    const refused = error(
      'storage-refused',
      /user "u" or its key \(401\): check ST_USER and ST_KEY/,
    );
    await assert.rejects(accountOf(fetch).session(noSignal()), refused);
  });

  it('ends for the caller that gave up, and goes on for the others', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const account = accountOf(() => promise);
    const impatient = account.session(AbortSignal.timeout(5));
    const patient = account.session(noSignal());
    await assert.rejects(impatient, { name: 'TimeoutError' });
    resolve(new Response(null, { headers: { 'x-auth-token': 't', 'x-storage-url': `${URL_}/` } }));
    assert.deepEqual(await patient, { token: 't', storageUrl: URL_ });
  });
});

describe('the connection', () => {
  const listen = async (server: ReturnType<typeof createServer>): Promise<string> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };

  it('is kept, also after HEAD', async (t) => {
    const sockets = new Set<Socket>();
    const server = createServer((request, response) => {
      sockets.add(request.socket);
      response.setHeader('content-length', '5').end(request.method === 'HEAD' ? '' : 'hello');
    });
    t.after(() => server.close());
    const url = await listen(server);
    const fetch = keepAliveFetch();
    for (const method of ['HEAD', 'GET', 'HEAD', 'PUT', 'HEAD']) {
      const { status, body } = await sendToSwift(fetch, { method, url }, noSignal());
      assert.deepEqual([status, body], [200, method === 'HEAD' ? '' : 'hello']);
    }
    assert.equal(sockets.size, 1);
  });

  it('that was closed while idle is opened again', async (t) => {
    let requests = 0;
    const server = createServer((request, response) => {
      requests += 1;
      // The second request on a kept connection finds it reset, as when storage had just let go of it.
      if (requests === 2) request.socket.resetAndDestroy();
      else response.end('ok');
    });
    t.after(() => server.close());
    const url = await listen(server);
    const fetch = keepAliveFetch();
    for (let i = 0; i < 2; i++) {
      assert.equal((await sendToSwift(fetch, { method: 'GET', url }, noSignal())).body, 'ok');
    }
    assert.equal(requests, 3);
  });

  it('that cannot be had, or brings no answer in time, is storage-unavailable', async (t) => {
    const server = createServer(() => undefined);
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = await listen(server);
    const fetch = keepAliveFetch();
    const send = (target: string, signal = noSignal()) =>
      sendToSwift(fetch, { method: 'GET', url: `${target}?temp_url_sig=x`, timeout: 30 }, signal);
    await assert.rejects(send(url), error('storage-unavailable', /did not answer in time/));
    await assert.rejects(send('http://127.0.0.1:9/'), error('storage-unavailable', /ECONNREFUSED/));
    await assert.rejects(send(url, AbortSignal.abort(new Error('gone'))), /gone/);
  });
});
