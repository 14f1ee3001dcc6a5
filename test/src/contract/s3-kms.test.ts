/**
 * The storage contract for S3 where the ETag is no MD5, against a bucket that encrypts with keys of a KMS: every part and
 * every whole is known by its CRC-64/NVME.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createCRC64 } from 'hash-wasm';
import { s3 } from '@direct-upload/signer-server';
import { startKmsBucket } from '../setup/kms-bucket/server.js';
import type { KmsBucket } from '../setup/kms-bucket/server.js';
import { Client, assertProblem, md5, never, put } from './client.js';
import type { FoundObject, S3UnderTest } from './client.js';
import { s3PartsContract } from './s3-parts-contract.js';
import { origin, s3UnderTest } from './s3-api.js';
import { storageContract } from './storage-contract.js';

const crc64 = await createCRC64('9a6c9329ac4bc9b5');
const hash = (bytes: Uint8Array): string => crc64.init().update(bytes).digest('hex');

function optionsOf({ url, name, keys }: KmsBucket): Parameters<typeof s3UnderTest>[0] {
  return { bucket: name, region: 'us-east-1', endpoint: url, credentials: keys };
}

async function open(): Promise<S3UnderTest> {
  const bucket = await startKmsBucket({ origins: [origin] });
  return {
    ...s3UnderTest(optionsOf(bucket)),
    hash,
    proven: (bytes, { headers }) => ({
      etag: headers.get('etag')?.replaceAll('"', '') ?? '',
      crc64nvme: hash(bytes),
    }),
    finalizedParts: 'multipart',
    read: (name) => Promise.resolve(read(bucket, name)),
    ask: (method, name) => {
      const found = bucket.objects.get(name);
      if (method === 'DELETE') bucket.objects.delete(name);
      else if (found) bucket.objects.set(name, { ...found, etag: 'other', bytes: Buffer.alloc(0) });
      return Promise.resolve(200);
    },
    list: () => Promise.resolve([...bucket.objects.keys()]),
    segments: () =>
      Promise.resolve(
        [...bucket.multiparts.values()].flatMap(({ created, parts }) =>
          [...parts.keys()].map((number) => `${created.key}/${number}`),
        ),
      ),
    stop: () => bucket.stop(),
  };
}

function read({ objects }: KmsBucket, name: string): FoundObject {
  const found = objects.get(name);
  const bytes = found?.bytes ?? Buffer.alloc(0);
  return {
    status: found ? 200 : 404,
    size: bytes.byteLength,
    md5: createHash('md5').update(bytes).digest('hex'),
    headers: new Headers({ ...found?.headers, etag: `"${found?.etag ?? ''}"` }),
  };
}

storageContract('S3, on a bucket encrypted by a KMS', open);
s3PartsContract('S3 parts, on a bucket encrypted by a KMS', open);

describe('S3 whose ETag is no MD5', () => {
  const bytes = randomBytes(1000);
  const record = (etag: string) => [{ partNumber: 1, size: bytes.byteLength, etag }];
  let bucket: KmsBucket;
  before(async () => {
    bucket = await startKmsBucket({ origins: [origin] });
  });
  after(() => bucket.stop());

  test('asks the bucket, once', async () => {
    const asked: string[] = [];
    const storage = s3({
      ...optionsOf(bucket),
      fetch: (url, init) => {
        if (url.includes('?encryption')) asked.push(url);
        return fetch(url, init);
      },
    });
    const client = new Client(storage);
    const grants = await Promise.all([client.grant(1), client.grant(2), client.grant(3)]);
    assert.deepEqual(new Set(grants.map(({ integrity }) => integrity)), new Set(['crc64nvme']));
    assert.equal(asked.length, 1);
  });

  test('gives no receipt for an MD5, and none for what is set to be verified by it', async () => {
    const client = new Client(s3(optionsOf(bucket)));
    const grant = await client.grant(bytes.byteLength);
    assert.equal(await put(grant.requests[0]!, bytes), 200);
    assertProblem(await client.complete(grant.token, record(md5(bytes))), 'hash-mismatch');
    const byMd5 = new Client(s3({ ...optionsOf(bucket), integrity: 'md5-etag' }));
    const other = await byMd5.grant(bytes.byteLength);
    assert.equal(await put(other.requests[0]!, bytes), 200);
    assertProblem(await byMd5.complete(other.token, record(md5(bytes))), 'hash-mismatch');
    assertProblem(await byMd5.complete(other.token, record(hash(bytes))), 'hash-mismatch');
  });

  test('goes on as it began when the setting is another meanwhile', async () => {
    const before = new Client(s3(optionsOf(bucket)));
    const after = new Client(s3({ ...optionsOf(bucket), integrity: 'md5-etag' }));
    const grant = await before.grant(bytes.byteLength);
    assert.equal(await put(grant.requests[0]!, bytes), 200);
    const { upload } = await after.claims(await after.complete(grant.token, record(hash(bytes))));
    assert.deepEqual([upload.crc64nvme, upload.md5], [hash(bytes), undefined]);
  });

  test('says at the start that MD5 was asked for in vain', async () => {
    const results = await s3({ ...optionsOf(bucket), integrity: 'md5-etag' }).check([], never);
    const { ok, message } = results.find(({ name }) => name === 'integrity')!;
    assert.equal(ok, false);
    assert.match(message, /keys of a KMS.*set S3_INTEGRITY=crc64nvme, or leave it out/);
  });

  test('says so where storage shows no checksum, and gives no receipt', async () => {
    const silent = await startKmsBucket({ origins: [origin], computes: false });
    try {
      const client = new Client(s3(optionsOf(silent)));
      const grant = await client.grant(bytes.byteLength);
      assert.equal(await put(grant.requests[0]!, bytes), 200);
      const result = await client.complete(grant.token, record(hash(bytes)));
      const why = assertProblem(result, 'storage-refused');
      assert.match(why, /The log of the signer has the reason/);
      const told = client.logged.join('\n');
      assert.match(told, /does not show the x-amz-checksum-crc64nvme.*S3_INTEGRITY=md5-etag/);
    } finally {
      await silent.stop();
    }
  });
});
