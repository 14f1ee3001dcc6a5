import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { forwardAuthorize } from './forward.js';

describe('callers known to the application', () => {
  let url: string;
  let seen: IncomingMessage | undefined;
  let answer: (response: ServerResponse) => void;
  const server = createServer((request, response) => {
    seen = request;
    answer(response);
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/whoami`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  afterEach(() => (seen = undefined));

  const request = (headers: Record<string, string> = { cookie: 'session=1' }) =>
    new Request('https://signer.example/uploads/avatar?x=1', { method: 'POST', headers });
  const ask = (headers?: Record<string, string>, options = {}) =>
    forwardAuthorize({ url, timeout: 10_000, ...options })(request(headers));
  const json = (body: unknown) => (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const status = (code: number, headers: Record<string, string> = {}, body?: string) => {
    return (response: ServerResponse) => void response.writeHead(code, headers).end(body);
  };
  const isOutage = (error: unknown): boolean =>
    error instanceof SignerError && error.code === 'internal' && error.status === 503;

  it('are named by JSON, with limits, or by a header', async () => {
    answer = json({ subject: 'user-7', limits: { maxSize: '1MB' } });
    assert.deepEqual(await ask(), { subject: 'user-7', limits: { maxSize: 1_000_000 } });
    answer = status(204, { 'remote-user': 'user-8' });
    assert.deepEqual(await ask(), { subject: 'user-8', limits: {} });
    answer = status(200, { 'x-user': 'user-9' });
    assert.equal((await ask(undefined, { subjectHeader: 'X-User' }))?.subject, 'user-9');
  });

  it('are shown by their cookies and Authorization, and nothing else of the request', async () => {
    answer = json({ subject: 'user-7' });
    await ask({
      cookie: 'session=1',
      authorization: 'Bearer t',
      'x-secret': 'mine',
      'remote-user': 'root',
    });
    assert.equal(seen?.method, 'GET');
    assert.equal(seen.headers.cookie, 'session=1');
    assert.equal(seen.headers.authorization, 'Bearer t');
    assert.equal(seen.headers['x-forwarded-method'], 'POST');
    assert.equal(seen.headers['x-forwarded-host'], 'signer.example');
    assert.equal(seen.headers['x-forwarded-uri'], '/uploads/avatar');
    assert.equal(seen.headers['x-secret'], undefined);
    assert.equal(seen.headers['remote-user'], undefined, 'who one is, is not for oneself to say');
  });

  it('are nobody without both, and nobody is asked', async () => {
    answer = json({ subject: 'user-7' });
    assert.equal(await ask({ 'x-secret': 'mine' }), null);
    assert.equal(seen, undefined);
  });

  it('are nobody where the application says 401 or leads to a sign-in page', async () => {
    answer = status(401);
    assert.equal(await ask(), null);
    answer = status(302, { location: '/login' });
    assert.equal(await ask(), null);
  });

  it('are refused where it says 403', async () => {
    answer = status(403);
    await assert.rejects(
      ask(),
      (error) => error instanceof SignerError && error.code === 'forbidden',
    );
  });

  it('do not get in by whatever goes wrong', async () => {
    const wrong = [
      status(500),
      status(404),
      status(200),
      status(200, { 'content-type': 'application/json' }, 'no JSON'),
      json({}),
      json(null),
      json({ subject: 7 }),
      json({ subject: '' }),
      json({ subject: 'x'.repeat(20_000) }),
      () => undefined,
      (response: ServerResponse) => void response.destroy(),
    ];
    for (const each of wrong) {
      answer = each;
      await assert.rejects(ask(undefined, { timeout: 500 }), isOutage);
    }
    await assert.rejects(ask(undefined, { url: 'http://127.0.0.1:1/' }), isOutage);
  });

  it('are not asked about at an address that is none', () => {
    assert.throws(() => forwardAuthorize({ url: 'whoami' }), /no http\(s\) URL/);
  });
});
