/**
 * The URLs that `s3()` signs are those of the AWS SDK's presigner, to the character, whatever the names: for random
 * inputs at one time.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { S3Client } from '@aws-sdk/client-s3';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { s3 } from '@direct-upload/signer-server';
import type { S3Options, Upload } from '@direct-upload/signer-server';
import { never } from './client.js';

const now = Date.UTC(2026, 10, 20, 12, 34, 56);
const COUNT = 200;

const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)]!;
const CHARACTERS = Array.from('abc019-_.~ +%&=?#:;,@$!*\'()[]{}|^`"<>\\/éü日本😀\u202e');
const name = (least: number, most: number): string =>
  Array.from({ length: randomInt(least, most + 1) }, () => pick(CHARACTERS)).join('');
/** A browser cannot address `.` and `..`. */
const objectKey = (): string => `k${name(0, 40)}`.replaceAll(/\/\.+(?=\/|$)/g, '/x');

function randomOptions(): S3Options {
  const endpoint = pick([undefined, 'https://s3.example:8443', 'http://127.0.0.1:9000']);
  return {
    bucket: pick(['uploads', 'my-bucket-1', 'with.dots']),
    region: pick(['us-east-1', 'eu-central-1', 'auto']),
    credentials: {
      accessKeyId: `AKIA${randomInt(1e9)}`,
      secretAccessKey: name(20, 40),
      ...(randomInt(2) && { sessionToken: `token/+=${randomInt(1e9)}` }),
    },
    ...(endpoint !== undefined && { endpoint }),
    now: () => now,
  };
}

/** What the SDK makes of the same request, its parameters sorted: their order is nobody's business. */
async function sdkUrl(
  options: S3Options,
  ours: URL,
  method: string,
  headers: Record<string, string>,
): Promise<readonly string[]> {
  const signed = ['X-Amz-', 'x-amz-'];
  const query = Object.fromEntries(
    [...ours.searchParams].filter(([key]) => !signed.some((prefix) => key.startsWith(prefix))),
  );
  const { credentials, region } = options;
  assert.ok(typeof credentials === 'object');
  const client = new S3Client({ region, credentials });
  const presigner = new S3RequestPresigner({ ...client.config, credentials });
  const { protocol, hostname, port, pathname } = ours;
  const request = {
    ...{ method, protocol, hostname, path: pathname, query },
    ...(port !== '' && { port: Number(port) }),
    headers: { host: ours.host, ...headers },
  };
  const result = await presigner.presign(request, {
    expiresIn: 120,
    signingDate: new Date(now),
    signableHeaders: new Set(['host', ...Object.keys(headers)]),
    signingRegion: region,
    signingService: 's3',
  });
  return Object.entries(result.query ?? {}).map(([key, value]) => `${key}=${String(value)}`);
}

test(`${COUNT} random URLs are those of the AWS SDK`, async () => {
  for (let count = 0; count < COUNT; count += 1) {
    const options = randomOptions();
    const storage = s3(options);
    const key = objectKey();
    const parts = randomInt(1, 4);
    const upload: Upload = {
      ...{
        id: '0123456789abcdef',
        subject: 's',
        keyPattern: key,
        size: parts * 5,
        partSize: 5,
        name: 'n',
      },
      contentType: pick(['image/png', 'application/vnd.x+json', 'text/plain']),
      ...{ partCount: parts, issuedAt: 0, expiresAt: 0 },
      vouch: () => '',
      handle: parts === 1 ? 'copy' : `multipart:${name(10, 80)}`,
    };
    const expiresAt = now / 1000 + 120;
    const [put] = await storage.sign(upload, [parts], { expiresAt, again: false }, never);
    assert.ok(put);
    const get = await storage.signGet(key, { expiresAt, filename: name(1, 30) }, never);
    for (const [url, method, headers] of [
      [put.url, 'PUT', { ...put.headers, 'content-length': '5' }],
      [get, 'GET', {}],
    ] as const) {
      const ours = new URL(url);
      // As it stands, not as a form would be read: a plus is a plus.
      const told = url
        .slice(url.indexOf('?') + 1)
        .split('&')
        .map(decodeURIComponent);
      const theirs = await sdkUrl(options, ours, method, headers);
      assert.deepEqual(told.toSorted(), theirs.toSorted(), url);
    }
  }
});
