/** Bulk delete beyond the recording: limits, and a client that goes away before its list is complete. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogEntry } from '../http/server.js';
import { openSocket } from '../testing/raw-socket.js';
import { getToken } from '../testing/request.js';
import { startTestStorage } from '../testing/storage.js';

describe('bulk delete', () => {
  it('gives up after a thousand failures and does not touch the rest', async (t) => {
    const storage = await startTestStorage(t);
    await storage.createContainer('empty');
    await storage.signed('PUT', 'x', { body: 'x' });
    const answer = await storage.request({
      method: 'POST',
      path: '/v1/AUTH_test?bulk-delete',
      headers: {
        'content-type': 'text/plain',
        accept: 'application/json',
        'x-auth-token': await getToken(storage.url),
      },
      body: `${'c\n'.repeat(1000)}empty\n`,
    });
    const report = JSON.parse(answer.body.toString()) as Record<string, unknown>;
    assert.equal(report['Response Status'], '400 Bad Request');
    assert.equal(report['Response Body'], 'Max delete failures exceeded');
    assert.equal((report['Errors'] as readonly unknown[]).length, 1000);
    const again = await storage.request({
      method: 'HEAD',
      path: '/v1/AUTH_test/empty',
      headers: { 'x-auth-token': await getToken(storage.url) },
    });
    assert.equal(again.status, 204);
  });

  it('deletes as many as are allowed in one request', async (t) => {
    const storage = await startTestStorage(t);
    const names = Array.from({ length: 10_000 }, (_, index) => `c/object-${index}`);
    for (const name of ['object-0', 'object-9999'])
      await storage.signed('PUT', name, { body: 'x' });
    const answer = await storage.request({
      method: 'POST',
      path: '/v1/AUTH_test?bulk-delete',
      headers: { 'content-type': 'text/plain', 'x-auth-token': await getToken(storage.url) },
      body: names.join('\n'),
    });
    assert.match(answer.body.toString(), /Number Deleted: 2\nNumber Not Found: 9998\n/);
  });

  it('deletes nothing when the list breaks off', async (t) => {
    const statuses: number[] = [];
    const log = ({ method, status }: LogEntry): void => {
      if (method === 'POST') statuses.push(status);
    };
    const storage = await startTestStorage(t, { log });
    await storage.signed('PUT', 'x', { body: 'x' });
    const token = await getToken(storage.url);
    const raw = await openSocket(t, storage.url);
    raw.write(
      [
        'POST /v1/AUTH_test?bulk-delete HTTP/1.1',
        'Host: localhost',
        `X-Auth-Token: ${token}`,
        'Content-Type: text/plain',
        'Content-Length: 1000',
        '',
        'c/x\n',
      ].join('\r\n'),
    );
    raw.socket.end();
    await raw.closed();
    while (statuses.length === 0) await sleep(5);
    assert.deepEqual(statuses, [499]);
    assert.equal((await storage.signed('HEAD', 'x')).status, 200);
  });
});
