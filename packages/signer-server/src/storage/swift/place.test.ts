import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseStorageUrl } from './place.js';

describe('the storage URL', () => {
  for (const [url, base] of [
    ['https://storage.example/v1/AUTH_a', 'https://storage.example'],
    ['https://storage.example:8080/v1/AUTH_a/', 'https://storage.example:8080'],
    ['https://host.example/object/v1/AUTH_a', 'https://host.example/object'],
    ['https://host.example/swift/v1/AUTH_a', 'https://host.example/swift'],
    ['https://host.example/a/b/v1/AUTH_a', 'https://host.example/a/b'],
  ] as const) {
    it(`${url} is signed from /v1 on`, () => {
      assert.deepEqual(parseStorageUrl(url), { base, path: '/v1/AUTH_a' });
    });
  }

  it('has an account that is decoded', () => {
    const { path } = parseStorageUrl('https://storage.example/v1/AUTH_%C3%BC');
    assert.equal(path, '/v1/AUTH_ü');
  });

  for (const url of [
    ...['', 'storage.example/v1/AUTH_a', 'ftp://storage.example/v1/AUTH_a'],
    ...['https://storage.example', 'https://storage.example/AUTH_a', 'https://s.example/v2/AUTH_a'],
    ...[
      'https://user@s.example/v1/AUTH_a',
      'https://s.example/v1/AUTH_a?x',
      'https://s.example/v1/a/b',
    ],
  ]) {
    it(`${url || 'nothing'} is none`, () => {
      assert.throws(() => parseStorageUrl(url), { code: 'invalid-option' });
    });
  }

  it('without an account has to be mended on Ceph', () => {
    for (const url of ['https://s.example/swift/v1', 'https://s.example/v1/']) {
      assert.throws(() => parseStorageUrl(url), /rgw_swift_account_in_url = true/);
    }
  });
});
