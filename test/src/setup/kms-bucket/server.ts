/**
 * A bucket that encrypts with keys of a KMS: its ETags are no MD5s, and the CRC-64/NVME of everything is to be had. No server
 * with that can be installed here, so this one is written after the published API and what AWS is recorded to answer
 * (LocalStack's snapshot tests, `tests/aws/services/s3`), and refuses whatever AWS refuses: unsigned `x-amz-` headers,
 * parts that are too small, checksums that are not true.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { continueMultipart, create } from './multipart.js';
import type { Multiparts } from './multipart.js';
import { putObject, readObject } from './objects.js';
import type { StoredBytes } from './objects.js';
import { refuse, xml } from './reply.js';
import type { Reply, S3Call } from './reply.js';
import { refusal } from './signature.js';

/** What differs from bucket to bucket. */
export interface KmsBucketOptions {
  /** Origins whose pages may upload. */
  readonly origins: readonly string[];
  /** Response headers that they may read. */
  readonly exposed?: readonly string[];
  /** False for a service that encrypts so and computes no checksum. */
  readonly computes?: boolean;
  /** A PUT on its way: may be kept waiting, and resolve with other bytes than were sent. */
  readonly onPut?: (call: S3Call) => Promise<Buffer | undefined>;
}

/** The bucket, running. */
export interface KmsBucket {
  readonly url: string;
  readonly name: string;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly objects: Map<string, StoredBytes>;
  readonly multiparts: Multiparts;
  stop(): Promise<void>;
}

const NAME = 'uploads';
const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-a-test' };
const EXPOSED = ['ETag', 'x-amz-checksum-crc64nvme'];

/** Listens on loopback. */
export async function startKmsBucket(options: KmsBucketOptions): Promise<KmsBucket> {
  const objects = new Map<string, StoredBytes>();
  const multiparts: Multiparts = new Map();
  const server = createServer((request, response) => {
    answer(request, options, objects, multiparts).then(
      (reply) => {
        send(request, response, reply, options);
      },
      (error: unknown) => response.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, name: NAME, keys: KEYS, objects, multiparts, stop };
}

async function answer(
  request: IncomingMessage,
  options: KmsBucketOptions,
  objects: Map<string, StoredBytes>,
  multiparts: Multiparts,
): Promise<Reply> {
  const { method = '', headers } = request;
  const body = await buffer(request);
  if (method === 'OPTIONS') return { status: allows(request, options) ? 200 : 403 };
  const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://storage');
  const [, bucket = '', ...rest] = pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  if (bucket === '') return refuse(403, 'AccessDenied');
  const refused = refusal(request, body, KEYS);
  if (refused) return method === 'HEAD' ? { status: refused.status } : refused;
  if (bucket !== NAME) return method === 'HEAD' ? { status: 404 } : refuse(404, 'NoSuchBucket');
  const call = { method, key, query, headers, body };
  const arrived = method === 'PUT' ? await options.onPut?.(call) : undefined;
  return respond({ ...call, body: arrived ?? body }, options, objects, multiparts);
}

async function respond(
  call: S3Call,
  { computes = true }: KmsBucketOptions,
  objects: Map<string, StoredBytes>,
  multiparts: Multiparts,
): Promise<Reply> {
  const { method, key, query } = call;
  if (key === '') return respondBucket(call);
  if (query.has('uploads')) return create(multiparts, call, computes);
  if (query.has('uploadId')) return continueMultipart(multiparts, objects, call);
  if (method === 'PUT') return putObject(objects, call, computes);
  if (method === 'DELETE') {
    objects.delete(key);
    return { status: 204 };
  }
  return readObject(objects, call);
}

/** It says how it encrypts, and has no other settings. */
function respondBucket({ method, query }: S3Call): Reply {
  if (method === 'HEAD') return { status: 200 };
  if (!query.has('encryption')) return refuse(404, 'NoSuchConfiguration');
  const rule = '<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>test</KMSMasterKeyID>';
  const content = `<Rule><ApplyServerSideEncryptionByDefault>${rule}</ApplyServerSideEncryptionByDefault></Rule>`;
  return { status: 200, ...xml('ServerSideEncryptionConfiguration', content) };
}

function allows({ headers }: IncomingMessage, { origins }: KmsBucketOptions): boolean {
  const wanted = (headers['access-control-request-headers'] ?? '').toLowerCase();
  const names = wanted.split(/[\s,]+/).filter(Boolean);
  const isKnown = names.every((name) => ['content-type', 'etag'].includes(name));
  return origins.includes(headers.origin ?? '') && isKnown;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body = '' }: Reply,
  options: KmsBucketOptions,
): void {
  const { origin = '' } = request.headers;
  if (options.origins.includes(origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-methods', 'PUT, GET, HEAD');
    response.setHeader('access-control-allow-headers', 'content-type, etag');
    response.setHeader('access-control-expose-headers', (options.exposed ?? EXPOSED).join(', '));
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  const bytes = Buffer.from(body);
  if (status !== 204) response.setHeader('content-length', bytes.byteLength);
  response.end(request.method === 'HEAD' || status === 204 ? undefined : bytes);
}
