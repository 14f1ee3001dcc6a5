import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { attachment } from '../../names/file-name.js';
import {
  completeOne,
  grantFor,
  keyOf,
  md5,
  startStorage,
  testSigner,
  wholePart,
} from '../../testing/harness.js';
import type { TestStorage } from '../../testing/harness.js';

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const body = new TextEncoder().encode('<script>');

/** What completion would set, so that nothing else of it is missing. */
const DISPOSITION = { 'content-disposition': attachment('a.png') };

describe('completion in place', () => {
  for (const [name, chosen] of [
    ['Content-Disposition', { 'content-disposition': 'inline' }],
    ['Content-Encoding', { 'content-encoding': 'gzip', ...DISPOSITION }],
    ['X-Delete-At', { 'x-delete-after': '600', ...DISPOSITION }],
  ] as const) {
    it(`does not take the uploader’s mark for its own where ${name} is another`, async () => {
      const test = testSigner(storage.keyOnly);
      const { token, requests } = await grantFor(test, body, {
        name: 'a.png',
        type: 'image/png',
      });
      const response = await fetch(requests[0]!.url, {
        method: 'PUT',
        headers: {
          'content-type': 'image/png',
          ...chosen,
          'x-object-meta-public-upload-completed': decodeJwt(token).jti ?? '',
        },
        body,
      });
      assert.equal(response.status, 201);
      const { receipt } = await completeOne(test, token, [wholePart(body)]);
      assert.ok(receipt);
      const { authUrl, user, key: password } = storage.dev.credentials;
      const login = await fetch(authUrl, {
        headers: { 'x-auth-user': user, 'x-auth-key': password },
      });
      const headers = { 'x-auth-token': login.headers.get('x-auth-token') ?? '' };
      const url = `${storage.dev.storageUrl}/${storage.keyOnly.container}/${keyOf(receipt)}`;
      const object = await fetch(url, { method: 'HEAD', headers });
      assert.match(object.headers.get('content-disposition') ?? '', /^attachment/);
      assert.equal(object.headers.get('content-encoding'), null);
      assert.equal(object.headers.get('x-delete-at'), null);
      assert.equal(object.headers.get('etag'), md5(body));
    });
  }
});
