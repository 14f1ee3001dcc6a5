/**
 * `doctor`, `init` and `verify --storage` on buckets whose ETags are no MD5s.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { createSigner, generateReceiptKey, s3 } from '@direct-upload/signer-server';
import type { CompleteResponse, CreateResponse } from '@direct-upload/widget/protocol';
import { crcOf } from '../setup/kms-bucket/crc.js';
import { startKmsBucket } from '../setup/kms-bucket/server.js';
import type { KmsBucket, KmsBucketOptions } from '../setup/kms-bucket/server.js';
import { command, commandJson } from './support/command.js';
import type { Environment } from './support/command.js';

const origin = 'https://a.example';
const receiptKey = generateReceiptKey();

function environment({ url, name, keys }: KmsBucket): Environment {
  return {
    STORAGE: 's3',
    S3_ENDPOINT: url,
    S3_BUCKET: name,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ALLOWED_ORIGINS: origin,
    SIGNER_SECRET: randomBytes(32).toString('hex'),
    RECEIPT_KEY: receiptKey,
  };
}

async function withBucket(
  options: Partial<KmsBucketOptions>,
  work: (env: Environment, bucket: KmsBucket) => Promise<void>,
): Promise<void> {
  const bucket = await startKmsBucket({ origins: [origin], ...options });
  try {
    await work(environment(bucket), bucket);
  } finally {
    await bucket.stop();
  }
}

/** What doctor says of a name; nothing if it does not speak of it. */
async function doctor(env: Environment): Promise<(name: string) => string> {
  const { data } = await commandJson(['doctor'], env);
  const { findings } = data as { findings: { name: string; status: string; message: string }[] };
  return (name) => {
    const found = findings.find((finding) => finding.name === name);
    return found ? `${found.status}: ${found.message}` : '';
  };
}

describe('the commands on a bucket encrypted by a KMS', () => {
  test('doctor sees by what uploads are verified, tries it, and leaves nothing', () =>
    withBucket({}, async (env, { objects, multiparts }) => {
      const says = await doctor(env);
      assert.match(says('integrity'), /^ok: .*by their CRC-64\/NVME \(x-amz-checksum-crc64nvme\)/);
      assert.match(says('round trip'), /^ok: .*its x-amz-checksum-crc64nvme is its CRC-64\/NVME/);
      assert.match(says('parts'), /^ok/);
      assert.match(says(`cors ${origin}`), /^ok/);
      assert.deepEqual([objects.size, multiparts.size], [0, 0]);
    }));

  test('doctor names the setting that is in the way', () =>
    withBucket({}, async (env) => {
      const says = await doctor({ ...env, S3_INTEGRITY: 'md5-etag' });
      assert.match(says('integrity'), /^fail: .*set S3_INTEGRITY=crc64nvme, or leave it out/);
    }));

  test('doctor names the header that pages cannot read', () =>
    withBucket({ exposed: ['ETag'] }, async (env) => {
      const says = await doctor(env);
      assert.match(says(`cors ${origin}`), /^fail: .*the x-amz-checksum-crc64nvme of what/);
    }));

  test('doctor says that there is nothing to verify by', () =>
    withBucket({ computes: false }, async (env) => {
      const says = await doctor(env);
      assert.match(says('round trip'), /^fail: .*nor is there another hash.*SSE-S3/);
    }));

  test('init would let pages read the checksum', () =>
    withBucket({}, async (env) => {
      const { out } = await command(['init', '--dry-run'], env);
      assert.match(out, /read the ETag and x-amz-checksum-crc64nvme \(CORS\)/);
    }));

  test('verify tells with --storage whether the object is still that of the receipt', () =>
    withBucket({}, async (env, bucket) => {
      const receipt = await upload(bucket);
      const verify = (): ReturnType<typeof command> =>
        command(['verify', receipt, '--storage'], { ...env, RECEIPT_AUDIENCE: 'kms' });
      const good = await verify();
      assert.equal(good.code, 0, good.out + good.err);
      assert.match(good.out, /crc64nvme/);
      for (const [key, object] of bucket.objects) {
        bucket.objects.set(key, { ...object, etag: 'f'.repeat(32) });
      }
      assert.equal((await verify()).code, 2);
    }));
});

/** One file, from grant to receipt. */
async function upload({ url, name, keys }: KmsBucket): Promise<string> {
  const storage = s3({ bucket: name, region: 'us-east-1', endpoint: url, credentials: keys });
  const signer = createSigner({ storage, secret: randomBytes(32), receiptKey, audience: 'kms' });
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await signer.request(`/uploads${path}`, init)).json() as Promise<T>;
  };
  const bytes = randomBytes(1000);
  const file = { name: 'a.bin', type: '', size: bytes.length };
  const [created] = (await post<CreateResponse>('', { files: [file] })).results;
  assert.ok(created && 'grant' in created, JSON.stringify(created));
  const { token, requests } = created.grant;
  const { url: to, headers } = requests[0]!;
  assert.equal((await fetch(to, { method: 'PUT', headers, body: bytes })).status, 200);
  const etag = Buffer.from(await crcOf(bytes), 'base64').toString('hex');
  const parts = [{ partNumber: 1, size: bytes.length, etag }];
  const { results } = await post<CompleteResponse>('/complete', { uploads: [{ token, parts }] });
  const [completed] = results;
  assert.ok(completed && 'receipt' in completed, JSON.stringify(completed));
  return completed.receipt;
}
