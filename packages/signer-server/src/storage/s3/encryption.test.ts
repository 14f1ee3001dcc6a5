import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, fakeS3, refusal } from '../../testing/fake-s3.js';
import { integrityChoice, integrityOfBucket } from './encryption.js';
import type { StorageAnswer } from '../storage-http.js';

const never = new AbortController().signal;
const encrypted = (algorithm: string): StorageAnswer =>
  answer(
    200,
    `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`,
  );

describe('how a bucket is verified', () => {
  const cases: readonly (readonly [string, StorageAnswer, string])[] = [
    ['keys of a KMS', encrypted('aws:kms'), 'crc64nvme'],
    ['keys of a KMS, twice', encrypted('aws:kms:dsse'), 'crc64nvme'],
    ["storage's own keys", encrypted('AES256'), 'md5-etag'],
    ['nothing', refusal(404, 'ServerSideEncryptionConfigurationNotFoundError'), 'md5-etag'],
    ['what the signer may not ask', refusal(403, 'AccessDenied'), 'md5-etag'],
    ['what the service does not know', refusal(501, 'NotImplemented'), 'md5-etag'],
    ['a service that lists the bucket instead', answer(200, '<ListBucketResult/>'), 'md5-etag'],
  ];
  for (const [how, reply, integrity] of cases) {
    it(`encrypted with ${how}: ${integrity}`, async () => {
      const fake = fakeS3();
      fake.intercept = () => reply;
      assert.equal(await integrityOfBucket(fake.bucket, never), integrity);
    });
  }

  it('is asked once for all, and again after storage had trouble', async () => {
    const fake = fakeS3();
    fake.intercept = () => refusal(503, 'SlowDown');
    const choose = integrityChoice(fake.bucket, undefined);
    await assert.rejects(choose(), /show the bucket's encryption/);
    fake.intercept = () => encrypted('aws:kms');
    assert.deepEqual(await Promise.all([choose(), choose()]), ['crc64nvme', 'crc64nvme']);
    assert.equal(await choose(), 'crc64nvme');
    assert.equal(fake.log.length, 2);
  });

  it('is what was set, and then nobody is asked', async () => {
    const fake = fakeS3();
    assert.equal(await integrityChoice(fake.bucket, 'crc64nvme')(), 'crc64nvme');
    assert.deepEqual(fake.log, []);
  });
});
