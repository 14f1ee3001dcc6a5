/** A page whose name was made to point to this machine gets nothing, at no address. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSocket } from '../testing/raw-socket.js';
import { startTestStorage } from '../testing/storage.js';

const PATHS = [
  '/auth/v1.0',
  '/info',
  '/healthcheck',
  '/v1/AUTH_test',
  '/v1/AUTH_test/c?format=json',
  '/dev-storage/faults',
  '/dev-storage/stats',
  '/',
];
const AUTH = { 'x-auth-user': 'test:tester', 'x-auth-key': 'testing' };

describe('a host name', () => {
  it('that is not this machine’s gets 403 at every address', async (t) => {
    const storage = await startTestStorage(t);
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'evil.example:8080',
      '0.0.0.0',
      '[::]',
      '[::1%25lo]',
      'localhost@evil.example',
      'xn--localhst-7ob.example',
      'localhost, evil.example',
    ]) {
      for (const path of PATHS) {
        const answer = await storage.request({
          method: 'GET',
          path,
          headers: { ...AUTH, host },
        });
        assert.equal(answer.status, 403, `${host} ${path}`);
        assert.equal(answer.headers['x-auth-token'], undefined);
      }
    }
  });

  it('of this machine is answered, by any port and spelling', async (t) => {
    const storage = await startTestStorage(t, { allowedHosts: ['storage.example'] });
    for (const host of [
      'localhost',
      'LOCALHOST:1',
      'localhost.',
      'a.localhost:80',
      '127.0.0.1',
      '127.9.9.9:80',
      '[::1]:8080',
      'storage.example',
      'Storage.Example:8443',
    ]) {
      const answer = await storage.request({
        method: 'GET',
        path: '/auth/v1.0',
        headers: { ...AUTH, host },
      });
      assert.equal(answer.status, 200, host);
    }
  });

  it('has to be there, once, and the same as in the target', async (t) => {
    const storage = await startTestStorage(t);
    const auth = 'X-Auth-User: test:tester\r\nX-Auth-Key: testing\r\nConnection: close\r\n\r\n';
    for (const [head, status] of [
      ['GET /auth/v1.0 HTTP/1.1\r\nHost: localhost\r\n', 200],
      ['GET /auth/v1.0 HTTP/1.0\r\n', 403],
      ['GET /auth/v1.0 HTTP/1.1\r\n', 400],
      ['GET /auth/v1.0 HTTP/1.1\r\nHost:\r\n', 403],
      ['GET /auth/v1.0 HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n', 403],
      ['GET http://evil.example/auth/v1.0 HTTP/1.1\r\nHost: localhost\r\n', 403],
    ] as const) {
      const raw = await openSocket(t, storage.url);
      raw.write(head + auth);
      assert.match(await raw.receive(/\r\n\r\n/), new RegExp(`^HTTP/1\\.1 ${status} `), head);
    }
  });
});
