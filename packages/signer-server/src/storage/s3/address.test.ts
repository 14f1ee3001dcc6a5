import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { s3Address } from './address.js';

const rest = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

describe('addresses of S3', () => {
  for (const [options, url] of [
    [{ bucket: 'up' }, 'https://up.s3.eu-central-1.amazonaws.com/k'],
    [{ bucket: 'up', region: 'cn-north-1' }, 'https://up.s3.cn-north-1.amazonaws.com.cn/k'],
    [{ bucket: 'up', region: 'eusc-de-east-1' }, 'https://up.s3.eusc-de-east-1.amazonaws.eu/k'],
    [{ bucket: 'up', endpoint: 'http://minio:9000' }, 'http://minio:9000/up/k'],
    [
      { bucket: 'up', endpoint: 'https://ref.supabase.co/storage/v1/s3' },
      'https://ref.supabase.co/storage/v1/s3/up/k',
    ],
    [{ bucket: 'up', forcePathStyle: true }, 'https://s3.eu-central-1.amazonaws.com/up/k'],
    // A certificate for *.s3.eu-central-1.amazonaws.com does not cover two labels.
    [{ bucket: 'my.up' }, 'https://s3.eu-central-1.amazonaws.com/my.up/k'],
    [{ bucket: 'Up_1', endpoint: 'http://s3.lan' }, 'http://s3.lan/Up_1/k'],
    [{ bucket: 'my.up', endpoint: 'http://s3.lan' }, 'http://my.up.s3.lan/k'],
    [{ bucket: 'up', endpoint: 'https://s3.example:8443' }, 'https://up.s3.example:8443/k'],
    [{ bucket: 'up', endpoint: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000/up/k'],
    [{ bucket: 'up', endpoint: 'http://[::1]:9000/' }, 'http://[::1]:9000/up/k'],
    [{ bucket: 'up', endpoint: 'http://localhost:9000' }, 'http://localhost:9000/up/k'],
  ] as const) {
    it(`finds ${url} by ${JSON.stringify(options)}`, () => {
      const address = s3Address({ ...rest, ...options });
      assert.equal(address('k'), url);
      assert.equal(address(), url.slice(0, -1).replace(/(\w)\/(up|my\.up|Up_1)\/$/, '$1/$2'));
    });
  }

  it('encodes names once, and leaves slashes', () => {
    const address = s3Address({ ...rest, bucket: 'up' });
    assert.match(
      address("ü 100%/a+b/#1?&=!~*'()"),
      /amazonaws\.com\/%C3%BC%20100%25\/a%2Bb\/%231%3F%26%3D%21~%2A%27%28%29$/,
    );
  });
});
