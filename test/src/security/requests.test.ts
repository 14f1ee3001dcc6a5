/**
 * Requests that are meant to break the signer itself, over a real connection: they are refused, and the next one is answered
 * as if nothing had been. That an answer takes long is no assertion here: what backtracks for ever ends by the limit of the
 * test file.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { createSigner, generateReceiptKey, jwtAuthorize } from '@direct-upload/signer-server';
import { serve, swift, type SignerServer } from '@direct-upload/signer-server';
import { startStorage, type DeployedStorage } from '../deploy/support/storage.js';

const page = 'https://app.example';
const key = randomBytes(32).toString('base64url');
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of the application, with anything in its header. */
function token(header: object = {}, secret = key): string {
  const claims = { sub: 'ada', aud: 'uploads', exp: Math.floor(Date.now() / 1000) + 600 };
  const signed = `${encode({ alg: 'HS256', ...header })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

let storage: DeployedStorage;
let server: SignerServer;
before(async () => {
  storage = await startStorage(page);
  const { ST_AUTH: url = '', ST_USER: user = '', ST_KEY: password = '' } = storage.env;
  const signer = createSigner({
    storage: swift({ auth: { url, user, key: password }, container: 'uploads' }),
    authorize: jwtAuthorize({ keys: { secret: key }, audience: 'uploads' }),
    policy: { accept: ['image/*', '.pdf'], maxSize: 1000 },
    allowedOrigins: [page],
    // As behind a proxy that passes on whatever it was asked for.
    allowedHosts: ['evil.example'],
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
  });
  server = await serve(signer, { port: 0 });
});
after(async () => {
  await server.close();
  await storage[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post(
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: page,
      authorization: `Bearer ${token()}`,
      ...headers,
    },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

const file = { name: 'a.png', size: 10, type: 'image/png' };

/** A grant and a refusal, as they should be. */
async function assertWell(): Promise<void> {
  const large = { ...file, size: 1001 };
  const { status, text } = await post('/uploads', JSON.stringify({ files: [file, large] }));
  assert.equal(status, 200);
  assert.match(text, /"grant".*"code":"too-large"/);
}

describe('a request', () => {
  test('does not change what objects are made of', async () => {
    const bodies = [
      '{"files":[{"name":"a.png","size":10,"type":"image/png","__proto__":{"polluted":true}}]}',
      '{"__proto__":{"files":[],"polluted":true},"files":[]}',
      '{"constructor":{"prototype":{"polluted":true}},"files":[]}',
      '{"files":{"__proto__":{"length":1000}}}',
      '{"files":[{"__proto__":{"name":"a","size":1,"type":""}}]}',
    ];
    for (const body of bodies) {
      const { status, text } = await post('/uploads', body);
      assert.ok(status === 200 || status === 400, text);
      assert.doesNotMatch(text, /polluted/);
    }
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    // What is inherited is not what was said.
    assert.equal((await post('/uploads', bodies.at(-1) ?? '')).status, 400);
    await assertWell();
  });

  test('does not go down with what is nested deeply, or is no JSON at all', async () => {
    for (const body of [
      '['.repeat(500_000),
      `{"files":${'['.repeat(250_000)}${']'.repeat(250_000)}}`,
      `{"files":[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`,
      '{"files":1e999}',
      '\u0000',
      '',
    ]) {
      const { status, text } = await post('/uploads', body);
      assert.equal(status, 400, text);
    }
    await assertWell();
  });

  test('does not keep the signer busy with text that is hard to match', async () => {
    const many = 4000;
    const texts = [
      'a'.repeat(many),
      `${'a'.repeat(many)}!`,
      `${' '.repeat(many)}x`,
      '.'.repeat(many),
      'a.'.repeat(many / 2),
      '\u0301'.repeat(many),
      '%'.repeat(many),
      '\ud83d'.repeat(many),
      `${'a/'.repeat(many / 2)}b`,
    ];
    for (const name of texts) {
      const type = name.slice(0, 255);
      const { status } = await post(
        '/uploads',
        JSON.stringify({
          files: [
            { ...file, name },
            { ...file, type },
          ],
        }),
      );
      assert.equal(status, 200);
      assert.equal((await post('/uploads/status', JSON.stringify({ token: name }))).status, 400);
    }
    const headers = ['a'.repeat(8000), ' ;'.repeat(4000), ','.repeat(8000), '=.'.repeat(4000)];
    for (const value of headers) {
      for (const name of ['content-type', 'origin', 'x-request-id', 'authorization', 'cookie']) {
        const { status } = await post('/uploads', '{}', { [name]: `x${value}x` });
        assert.ok(status >= 400 && status < 500, `${name}: ${status}`);
      }
    }
    await assertWell();
  });

  test('gets the addresses of storage, by whatever host it asks', async () => {
    const { ST_AUTH: auth = '' } = storage.env;
    const elsewhere = 'evil.example';
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = {
        host: elsewhere,
        'content-type': 'application/json',
        'x-forwarded-host': elsewhere,
        forwarded: `host=${elsewhere};proto=https`,
        'x-original-url': `https://${elsewhere}/`,
        authorization: `Bearer ${token()}`,
      };
      httpRequest(`${server.url}/uploads`, { method: 'POST', headers }, (response) => {
        assert.equal(response.headers.location, undefined);
        text(response).then(resolve, reject);
      })
        .on('error', reject)
        .end(JSON.stringify({ files: [file] }));
    });
    const { results } = JSON.parse(answer) as {
      results: [{ grant: { requests: { url: string }[] } }];
    };
    const urls = results[0].grant.requests.map(({ url }) => new URL(url).origin);
    assert.deepEqual(urls, [new URL(auth).origin]);
    assert.ok(!answer.includes(elsewhere));
  });

  test('gets a place of its own for each file, however alike their names are', async () => {
    const names = ['é.png', 'e\u0301.png', 'É.PNG', 'a.png', 'a.png', 'A.png', 'a.png ', 'ａ.png'];
    const files = names.map((name) => ({ ...file, name }));
    const { text: answer } = await post('/uploads', JSON.stringify({ files }));
    const { results } = JSON.parse(answer) as {
      results: { grant: { token: string } }[];
    };
    const ids = results.map(({ grant }) => {
      const [, claims = ''] = grant.token.split('.');
      return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti: string }).jti;
    });
    // 122 bits that nobody can guess. The final name follows from it and a secret.
    for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
    assert.equal(new Set(ids).size, names.length);
  });

  test('does not send the signer anywhere', async () => {
    let asked = 0;
    const elsewhere = createServer((_, response) => {
      asked++;
      response.end('{"keys":[]}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/jwks.json`;
    try {
      // RFC 7515 §4.1: headers by which a token would say itself where its key is.
      for (const header of [{ jku: url }, { x5u: url }, { jku: url, kid: 'theirs' }]) {
        const authorization = `Bearer ${token(header, 'the secret of somebody else, long enough')}`;
        const { status } = await post('/uploads', '{"files":[]}', { authorization });
        assert.equal(status, 401);
        const told = { token: `${encode({ alg: 'HS256', ...header })}.${encode({})}.AAAA` };
        assert.equal((await post('/uploads/status', JSON.stringify(told))).status, 400);
      }
      const forwarded = { 'x-forwarded-host': new URL(url).host, forwarded: `host=${url}` };
      const { text } = await post('/uploads', JSON.stringify({ files: [file] }), forwarded);
      assert.ok(!text.includes(new URL(url).host));
      assert.equal(asked, 0);
    } finally {
      elsewhere.close();
    }
  });
});
