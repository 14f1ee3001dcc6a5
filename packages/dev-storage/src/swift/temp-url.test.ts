/** Temporary URLs: signatures that a real Swift accepted, byte for byte, and what no recording can show. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { send } from '../testing/request.js';
import { sign } from '../testing/sign.js';
import { startTestStorage } from '../testing/storage.js';

/** Key `s3cret`, expires 4102444800, container `rest`; each was accepted by Swift 2.30.1. */
const VECTORS = [
  ['PUT', 'a.txt', '63391851b78867abb00bc95893881e6a5208b56f'],
  ['PUT', 'a.txt', 'd0873b9f5e01ff869cdfd6f97b5d0cc09e830d4268be0ea5cb941fdd1ac82a19'],
  ['PUT', 'a.txt', 'sha256:0Ic7n14B_4ac39b5e10MwJ6DDUJovg6ly5Qf3RrIKhk='],
  [
    'PUT',
    'a.txt',
    'sha512:3oj8Di_uqzZ4-bN_GKmuduhFJ68Iy0PLU7n4UkHwXsnouSDiK_kWYPMykcfqCJg-_UDk70kxjMuAHRccYqNALw==',
  ],
  ['GET', 'a.txt', '955c4f6e55938759040c0c293ea7831e2cacbb5d9c9e343faa0e5978f21bf24f'],
  [
    'PUT',
    'dir/r%C3%A9sum%C3%A9%20100%25%20%231%3F.txt',
    'f51547d966c7b90623cf8e93e9fe0b4e1bcaca22875562882cf385aa33e1190f',
  ],
  [
    'PUT',
    '%E6%97%A5%E6%9C%AC%E8%AA%9E/%F0%9F%98%80.bin',
    '2260c3238ac2f926c05a9a2dd7fe2fb28caafb050ffb3cabc2e3044309a30133',
  ],
  [
    'PUT',
    'up/x',
    '2117105af0756ea82d731c5313edb4e0c21157cc1d9d7bc29ebcc517c6a744e3&temp_url_prefix=up%2F',
  ],
  [
    'PUT',
    'a.txt',
    '56ffe95a563d0ecca8d4647b7041745fc9b991211a3ae8a938110f6380f9eb02&temp_url_ip_range=127.0.0.1',
  ],
] as const;

describe('temporary URLs', () => {
  it('accepts every signature that a real Swift accepted', async (t) => {
    const storage = await startTestStorage(t);
    await storage.createContainer('rest', { tempUrlKey: 's3cret' });
    for (const [method, object, signature] of VECTORS) {
      const query = `temp_url_sig=${signature}&temp_url_expires=4102444800`;
      const answer = await storage.request({
        method,
        path: `/v1/AUTH_test/rest/${object}?${query}`,
        ...(method === 'PUT' ? { body: 'hello' } : {}),
      });
      assert.equal(answer.status, method === 'PUT' ? 201 : 200, `${method} ${object} ${signature}`);
    }
  });

  it('refuses each of them with one character changed', async (t) => {
    const storage = await startTestStorage(t);
    await storage.createContainer('rest', { tempUrlKey: 's3cret' });
    for (const [method, object, signature] of VECTORS) {
      const changed = signature.replace(/[0-9](?=[^0-9]*$)|[0-9]/, (digit) =>
        String((Number(digit) + 1) % 10),
      );
      assert.notEqual(changed, signature);
      const query = `temp_url_sig=${changed}&temp_url_expires=4102444800`;
      const path = `/v1/AUTH_test/rest/${object}?${query}`;
      const answer = await storage.request({ method, path });
      assert.equal(answer.status, 401, `${method} ${object} ${changed}`);
    }
  });

  it('looks at the expiry when the request begins, not when it ends', async (t) => {
    let time = 1_800_000_000_000;
    const storage = await startTestStorage(t, { now: () => time });
    const path = '/v1/AUTH_test/c/slow';
    const query = sign({ method: 'PUT', path, expires: '1800000002' });
    storage.faults.add({ kind: 'delay', milliseconds: 300, match: { method: 'GET' } });
    storage.faults.add({
      kind: 'slow',
      during: 'upload',
      bytesPerSecond: 50,
      match: { method: 'PUT' },
    });
    const upload = storage.request({
      method: 'PUT',
      path: `${path}?${query}`,
      body: 'x'.repeat(20),
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    time += 5000;
    assert.equal((await upload).status, 201);
    const late = await storage.request({ method: 'PUT', path: `${path}?${query}`, body: 'x' });
    assert.equal(late.status, 401);
  });

  it('takes a raw plus in the query for a space', async (t) => {
    const storage = await startTestStorage(t);
    for (let number = 0; ; number += 1) {
      const path = `/v1/AUTH_test/c/o${number}`;
      const query = decodeURIComponent(sign({ method: 'PUT', path, form: 'base64' }));
      if (!query.includes('+')) continue;
      const raw = await storage.request({ method: 'PUT', path: `${path}?${query}`, body: 'x' });
      const escaped = query.replaceAll('+', '%2B');
      const right = await storage.request({ method: 'PUT', path: `${path}?${escaped}`, body: 'x' });
      assert.deepEqual([raw.status, right.status], [401, 201]);
      return;
    }
  });

  it('fails on a name that is not UTF-8, and refuses one with NUL', async (t) => {
    const storage = await startTestStorage(t);
    const query = sign({ method: 'PUT', path: '/v1/AUTH_test/c/\u00e9' });
    const latin = await storage.request({ method: 'PUT', path: `/v1/AUTH_test/c/%E9?${query}` });
    assert.equal(latin.status, 500);
    assert.equal(latin.body.toString(), 'An error occurred');
    const nul = sign({ method: 'PUT', path: '/v1/AUTH_test/c/a\0b' });
    const answer = await storage.request({ method: 'PUT', path: `/v1/AUTH_test/c/a%00b?${nul}` });
    assert.equal(answer.status, 412);
  });

  it('works with a key of UTF-8 text that was set over HTTP', async (t) => {
    const storage = await startTestStorage(t);
    const auth = await storage.request({
      method: 'GET',
      path: '/auth/v1.0',
      headers: { 'x-auth-user': 'test:tester', 'x-auth-key': 'testing' },
    });
    const key = 'schlüssel mit leerzeichen';
    const set = await send(storage.url, {
      method: 'POST',
      path: '/v1/AUTH_test/c',
      headers: {
        'x-auth-token': auth.headers['x-auth-token'] ?? '',
        'x-container-meta-temp-url-key': Buffer.from(key).toString('latin1'),
      },
    });
    assert.equal(set.status, 204);
    const answer = await storage.signed('PUT', 'x', { sign: { key }, body: 'x' });
    assert.equal(answer.status, 201);
    assert.equal(
      (await storage.signed('PUT', 'x', { body: 'x' })).status,
      401,
      'the old key is out',
    );
  });
});
