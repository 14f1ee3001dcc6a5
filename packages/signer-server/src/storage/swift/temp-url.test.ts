import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { encodePath } from '../../names/object-name.js';
import { tempUrl, tempUrlMessage, tempUrlSignature } from './temp-url.js';
import type { TempUrlDigest, TempUrlMethod } from './temp-url.js';

/** Each of these was accepted by a Swift 2.30.1: key `s3cret`, container `rest`, expires 4102444800. */
const VECTORS: readonly (readonly [TempUrlMethod, string, TempUrlDigest, string])[] = [
  ['PUT', 'a.txt', 'sha1', '63391851b78867abb00bc95893881e6a5208b56f'],
  ['PUT', 'a.txt', 'sha256', 'd0873b9f5e01ff869cdfd6f97b5d0cc09e830d4268be0ea5cb941fdd1ac82a19'],
  ['GET', 'a.txt', 'sha256', '955c4f6e55938759040c0c293ea7831e2cacbb5d9c9e343faa0e5978f21bf24f'],
  [
    'PUT',
    'dir/résumé 100% #1?.txt',
    'sha256',
    'f51547d966c7b90623cf8e93e9fe0b4e1bcaca22875562882cf385aa33e1190f',
  ],
  [
    'PUT',
    '日本語/😀.bin',
    'sha256',
    '2260c3238ac2f926c05a9a2dd7fe2fb28caafb050ffb3cabc2e3044309a30133',
  ],
];
const EXPIRES = 4_102_444_800;
const path = (object: string): string => `/v1/AUTH_test/rest/${object}`;

describe('TempURL', () => {
  it('signs method, expiry and the decoded path, in this order', () => {
    assert.equal(
      tempUrlMessage({ method: 'PUT', path: path('a b.txt'), expires: 7 }),
      'PUT\n7\n/v1/AUTH_test/rest/a b.txt',
    );
  });

  for (const [method, object, digest, expected] of VECTORS) {
    it(`makes the signature Swift accepted for ${method} ${object} with ${digest}`, () => {
      const message = tempUrlMessage({ method, path: path(object), expires: EXPIRES });
      assert.equal(tempUrlSignature(message, { key: 's3cret', digest }), expected);
    });
  }

  it('makes the sha512 signature Swift accepted', () => {
    const message = tempUrlMessage({ method: 'PUT', path: path('a.txt'), expires: EXPIRES });
    assert.equal(
      tempUrlSignature(message, { key: 's3cret', digest: 'sha512' }),
      'sha512:3oj8Di_uqzZ4-bN_GKmuduhFJ68Iy0PLU7n4UkHwXsnouSDiK_kWYPMykcfqCJg-_UDk70kxjMuAHRccYqNALw',
    );
  });

  it('puts the path into the URL encoded once', () => {
    const url = tempUrl(
      {
        method: 'PUT',
        base: 'https://s',
        path: path('dir/résumé 100% #1?.txt'),
        expires: EXPIRES,
      },
      { key: 's3cret', digest: 'sha256' },
      { filename: 'a b&c' },
    );
    assert.equal(
      url,
      'https://s/v1/AUTH_test/rest/dir/r%C3%A9sum%C3%A9%20100%25%20%231%3F.txt' +
        '?temp_url_sig=f51547d966c7b90623cf8e93e9fe0b4e1bcaca22875562882cf385aa33e1190f' +
        '&temp_url_expires=4102444800&filename=a%20b%26c',
    );
  });

  it('covers a prefix, or one address, with the signatures Swift accepted', () => {
    const key = { key: 's3cret', digest: 'sha256' } as const;
    const base = { method: 'PUT', base: 'https://s', expires: EXPIRES } as const;
    assert.equal(
      tempUrl({ ...base, path: path('up/'), covers: 'prefix' }, key),
      'https://s/v1/AUTH_test/rest/up/' +
        '?temp_url_sig=2117105af0756ea82d731c5313edb4e0c21157cc1d9d7bc29ebcc517c6a744e3' +
        '&temp_url_expires=4102444800&temp_url_prefix=up/',
    );
    assert.equal(
      tempUrl({ ...base, path: path('a.txt'), ipRange: '127.0.0.1', expiresAs: 'iso8601' }, key),
      'https://s/v1/AUTH_test/rest/a.txt' +
        '?temp_url_sig=56ffe95a563d0ecca8d4647b7041745fc9b991211a3ae8a938110f6380f9eb02' +
        '&temp_url_expires=2100-01-01T00:00:00Z&temp_url_ip_range=127.0.0.1',
    );
  });

  it('survives a browser’s URL parser for every name it may sign', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1 })

      .filter((s) => s !== '.' && s !== '..' && !/[/\u0000-\u001f\u007f]/.test(s));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const name = segments.join('/');
        const url = new URL(
          tempUrl(
            { method: 'PUT', base: 'https://s', path: path(name), expires: EXPIRES },
            { key: 'k', digest: 'sha256' },
          ),
        );
        assert.equal(decodeURIComponent(url.pathname), path(name));
        assert.equal(url.pathname, encodePath(path(name)));
        assert.deepEqual([...url.searchParams.keys()], ['temp_url_sig', 'temp_url_expires']);
      }),
    );
  });

  it('changes with every input', () => {
    const base = { method: 'PUT', path: path('a'), expires: EXPIRES } as const;
    const sign = (change: object, key = 'k'): string =>
      tempUrlSignature(tempUrlMessage({ ...base, ...change }), { key, digest: 'sha256' });
    const all = [
      sign({}),
      sign({ method: 'GET' }),
      sign({ path: path('b') }),
      sign({ expires: EXPIRES + 1 }),
      sign({}, 'l'),
    ];
    assert.equal(new Set(all).size, all.length);
  });
});
