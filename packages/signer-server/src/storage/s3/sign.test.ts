import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { presignS3, signS3 } from './sign.js';

/** The account of the examples in the Amazon S3 API Reference, "Authenticating Requests". */
const signing = {
  credentials: {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
  region: 'us-east-1',
  now: Date.UTC(2013, 4, 24),
};
const host = 'https://examplebucket.s3.amazonaws.com';

describe('signing for S3', () => {
  it('signs the listing of the API reference as that does', async () => {
    const query = { 'max-keys': '2', prefix: 'J' };
    const { url, headers } = await signS3({ method: 'GET', url: `${host}/`, query }, signing);
    assert.equal(url, `${host}/?max-keys=2&prefix=J`);
    assert.match(
      headers['authorization'] ?? '',
      /Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7$/,
    );
  });

  it('signs the range of the API reference as that does', async () => {
    const request = { method: 'GET', url: `${host}/test.txt`, headers: { range: 'bytes=0-9' } };
    const { headers } = await signS3(request, signing);
    assert.match(headers['authorization'] ?? '', /SignedHeaders=host;range;x-amz-content-sha256/);
    assert.match(
      headers['authorization'] ?? '',
      /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
    );
  });

  it('names the session, the headers and the life in a URL, and encodes as Signature Version 4 wants', async () => {
    const credentials = { ...signing.credentials, sessionToken: 'a+b/c=' };
    const request = {
      method: 'PUT',
      url: `${host}/x`,
      query: { 'response-content-disposition': 'inline; filename="a b"' },
      headers: { 'content-type': 'image/png', 'content-length': '5' },
    };
    const url = await presignS3(request, { ...signing, credentials }, signing.now / 1000 + 90.5);
    const { searchParams } = new URL(url);
    assert.equal(searchParams.get('X-Amz-SignedHeaders'), 'content-length;content-type;host');
    assert.equal(searchParams.get('X-Amz-Security-Token'), 'a+b/c=');
    assert.equal(searchParams.get('X-Amz-Expires'), '90');
    assert.match(url, /disposition=inline%3B%20filename%3D%22a%20b%22&/);
    assert.ok(!url.includes('+'));
  });

  it('signs a URL that is over as one that is over', async () => {
    const url = await presignS3({ method: 'GET', url: `${host}/x` }, signing, 1_369_353_000);
    const { searchParams } = new URL(url);
    assert.equal(searchParams.get('X-Amz-Date'), '20130523T234959Z');
    assert.equal(searchParams.get('X-Amz-Expires'), '1');
  });

  it('asks for no longer life than there is', async () => {
    const year = signing.now / 1000 + 365 * 86_400;
    const url = await presignS3({ method: 'GET', url: `${host}/x` }, signing, year);
    assert.equal(new URL(url).searchParams.get('X-Amz-Expires'), '604800');
  });
});
