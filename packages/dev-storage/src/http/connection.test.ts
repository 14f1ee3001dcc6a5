/** What happens on the connection itself: early errors, half bodies, silence, and what clients do to it. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSocket } from '../testing/raw-socket.js';
import { sign } from '../testing/sign.js';
import { startTestStorage } from '../testing/storage.js';

const path = '/v1/AUTH_test/c/x';
const good = `${path}?${sign({ method: 'PUT', path })}`;
const expired = `${path}?${sign({ method: 'PUT', path, expires: '1' })}`;
const TRANS_ID = /x-trans-id: tx[0-9a-f]{21}-[0-9a-f]{10}\r\n/i;

const put = (url: string, length: number, ...headers: readonly string[]): string =>
  [`PUT ${url} HTTP/1.1`, 'Host: localhost', `Content-Length: ${length}`, ...headers, '', ''].join(
    '\r\n',
  );

describe('connection', () => {
  it('answers an early error at once, reads the body, and can be used again', async (t) => {
    const storage = await startTestStorage(t);
    const raw = await openSocket(t, storage.url);
    raw.write(put(expired, 200_000));
    const answer = await raw.receive(/Temp URL invalid\n$/);
    assert.match(answer, /^HTTP\/1\.1 401 Unauthorized\r\n/);
    assert.match(answer, TRANS_ID);
    assert.doesNotMatch(answer, /connection: close/i);
    raw.clear();
    for (let sent = 0; sent < 200_000; sent += 50_000) {
      raw.write(Buffer.alloc(50_000, 'x'));
      await sleep(5);
    }
    raw.write(put(good, 5));
    raw.write('hello');
    assert.match(await raw.receive(/\r\n\r\n/), /^HTTP\/1\.1 201 Created\r\n/);
    assert.equal(storage.stats().bytesReceived, 200_005);
  });

  it('sends 100 Continue only to a request that may go on', async (t) => {
    const storage = await startTestStorage(t);
    const refused = await openSocket(t, storage.url);
    refused.write(put(expired, 5, 'Expect: 100-continue'));
    const answer = await refused.receive(/invalid\n$/);
    assert.match(answer, /^HTTP\/1\.1 401 /);
    assert.match(answer, /connection: close/i, 'nobody knows whether a body follows');
    await refused.closed();

    const welcome = await openSocket(t, storage.url);
    welcome.write(put(good, 5, 'Expect: 100-continue'));
    assert.equal(await welcome.receive(/\r\n\r\n/), 'HTTP/1.1 100 Continue\r\n\r\n');
    welcome.clear();
    welcome.write('hello');
    assert.match(await welcome.receive(/\r\n\r\n/), /^HTTP\/1\.1 201 /);
  });

  it('shows nothing of an upload until it is whole, and nothing ever if it breaks', async (t) => {
    const storage = await startTestStorage(t);
    const raw = await openSocket(t, storage.url);
    raw.write(put(good, 10));
    raw.write('hello');
    await sleep(50);
    assert.equal((await storage.signed('HEAD', 'x')).status, 404);
    const listing = await storage.request({ method: 'GET', path: '/v1/AUTH_test/c' });
    assert.doesNotMatch(listing.body.toString(), /x/);
    raw.socket.destroy();
    await sleep(50);
    assert.equal((await storage.signed('HEAD', 'x')).status, 404);
  });

  it('stores an upload that is whole although the client no longer listens', async (t) => {
    const storage = await startTestStorage(t);
    const raw = await openSocket(t, storage.url);
    raw.write(put(good, 5));
    raw.socket.end('hello');
    while ((await storage.signed('HEAD', 'x')).status !== 200) await sleep(20);
    assert.equal((await storage.signed('GET', 'x')).body.toString(), 'hello');
  });

  it('answers a client that has closed its own side', async (t) => {
    const storage = await startTestStorage(t);
    for (let round = 0; round < 20; round += 1) {
      const raw = await openSocket(t, storage.url);
      raw.socket.end(`${put(good, 5)}hello`);
      assert.match(await raw.receive(/\r\n\r\n/), /^HTTP\/1\.1 201 /);
      await raw.closed();
    }
  });

  it('does not wait for a client that was gone before its body was asked for', async (t) => {
    const statuses: number[] = [];
    const storage = await startTestStorage(t, { log: ({ status }) => statuses.push(status) });
    storage.faults.add({ kind: 'delay', milliseconds: 100, match: { method: 'PUT' } });
    const raw = await openSocket(t, storage.url);
    raw.write(`${put(good, 500)}hello`);
    await sleep(20);
    raw.socket.resetAndDestroy();
    while (statuses.length === 0) await sleep(10);
    assert.deepEqual(statuses, [499]);
    assert.deepEqual(await readdir(join(storage.directory, 'incoming')), []);
  });

  it('gives up on a client that falls silent, with 499', async (t) => {
    const storage = await startTestStorage(t, { clientTimeout: 100 });
    const raw = await openSocket(t, storage.url);
    raw.write(put(good, 10, 'Origin: http://a.example'));
    raw.write('hello');
    const answer = await raw.receive(/\r\n\r\n/);
    assert.match(answer, /^HTTP\/1\.1 499 Client Disconnect\r\n/);
    assert.match(answer, /access-control-allow-origin: http:\/\/a\.example/i);
    await raw.closed();
    assert.equal((await storage.signed('HEAD', 'x')).status, 404);
  });

  it('does not take its own slowness for silence', async (t) => {
    const storage = await startTestStorage(t, { clientTimeout: 100 });
    storage.faults.add({ kind: 'slow', during: 'upload', bytesPerSecond: 4_000_000, times: 1 });
    const body = Buffer.alloc(2_000_000, 'x');
    assert.equal((await storage.signed('PUT', 'x', { body })).status, 201);
  });

  it('refuses what is not HTTP, or has no usable length, with 400 and a transaction id', async (t) => {
    const storage = await startTestStorage(t);
    for (const text of [
      'hello\r\n\r\n',
      `PUT ${good} HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n`,
      `PUT ${good} HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n`,
      `PUT ${good} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`,
    ]) {
      const raw = await openSocket(t, storage.url);
      raw.write(text);
      const answer = await raw.receive(/\r\n\r\n/);
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.match(answer, TRANS_ID);
    }
  });

  it('answers 411 to a PUT without any length, with CORS headers', async (t) => {
    const storage = await startTestStorage(t);
    const raw = await openSocket(t, storage.url);
    raw.write(`PUT ${good} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.example\r\n\r\n`);
    const answer = await raw.receive(/header\.$/);
    assert.match(answer, /^HTTP\/1\.1 411 Length Required\r\n/);
    assert.match(answer, /access-control-allow-origin/i);
  });

  it('answers 414 to a request line over 8191 bytes', async (t) => {
    const storage = await startTestStorage(t);
    const answer = await storage.request({ method: 'GET', path: `/v1/${'x'.repeat(8200)}` });
    assert.equal(answer.status, 414);
  });

  it('puts the server time into the transaction id', async (t) => {
    const storage = await startTestStorage(t, { now: () => 0x6affed6c * 1000 + 999 });
    const answer = await storage.request({ method: 'GET', path: '/healthcheck' });
    assert.match(answer.headers['x-trans-id'] ?? '', /^tx[0-9a-f]{21}-006affed6c$/);
  });
});
