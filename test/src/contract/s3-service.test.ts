/**
 * The storage contract against any S3 service, with a bucket that is emptied before: by `S3_TEST_ENDPOINT`,
 * `S3_TEST_BUCKET`, `S3_TEST_ACCESS_KEY_ID`, `S3_TEST_SECRET_ACCESS_KEY` and `S3_TEST_REGION`. What is stored is looked at
 * through the AWS SDK.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FoundObject, S3UnderTest } from './client.js';
import { s3PartsContract } from './s3-parts-contract.js';
import { origin, s3UnderTest } from './s3-api.js';
import { storageContract } from './storage-contract.js';

const {
  S3_TEST_ENDPOINT: endpoint = '',
  S3_TEST_BUCKET: bucket = 'direct-upload-contract',
  S3_TEST_REGION: region = 'us-east-1',
  S3_TEST_ACCESS_KEY_ID: accessKeyId = '',
  S3_TEST_SECRET_ACCESS_KEY: secretAccessKey = '',
} = process.env;
const credentials = { accessKeyId, secretAccessKey };

async function open(): Promise<S3UnderTest> {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await prepare(client);
  return {
    ...s3UnderTest({ bucket, region, endpoint, credentials, forcePathStyle: true }),
    finalizedParts: 'multipart',
    read: (name) => read(client, name),
    ask: async (method, Key) => {
      const where = { Bucket: bucket, Key };
      const answer =
        method === 'DELETE'
          ? await client.send(new DeleteObjectCommand(where))
          : await client.send(new PutObjectCommand({ ...where, Body: '' }));
      return answer.$metadata.httpStatusCode ?? 0;
    },
    list: () => list(client),
    segments: () => segments(client),
    stop: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}

/** An empty bucket that lets pages of one origin in. */
async function prepare(client: S3Client): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: bucket })).catch(() => undefined);
  for (const Key of await list(client)) {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  }
  const rule = {
    AllowedOrigins: [origin],
    AllowedMethods: ['PUT', 'GET', 'HEAD'],
    AllowedHeaders: ['content-type', 'etag'],
    ExposeHeaders: ['ETag'],
  };
  const rules = { Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } };
  await client.send(new PutBucketCorsCommand(rules));
}

async function list(client: S3Client): Promise<readonly string[]> {
  const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  return (Contents ?? []).flatMap(({ Key }) => Key ?? []);
}

async function read(client: S3Client, Key: string): Promise<FoundObject> {
  const response = await fetch(
    await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key })),
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    size: bytes.byteLength,
    md5: createHash('md5').update(bytes).digest('hex'),
    headers: response.headers,
  };
}

/** Parts of multipart uploads that were neither completed nor aborted, as `key/number`. */
async function segments(client: S3Client): Promise<readonly string[]> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  const names: string[] = [];
  for (const { Key, UploadId } of Uploads) {
    const { Parts = [] } = await client.send(
      new ListPartsCommand({ Bucket: bucket, Key, UploadId }),
    );
    names.push(...Parts.map(({ PartNumber }) => `${Key}/${PartNumber}`));
  }
  return names;
}

const skip = endpoint === '' && 'set S3_TEST_ENDPOINT and its like to run it against a service';
storageContract('S3, on the service of S3_TEST_ENDPOINT', open, skip);
s3PartsContract('S3 parts, on the service of S3_TEST_ENDPOINT', open, skip);
