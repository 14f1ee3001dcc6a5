/**
 * A bucket in memory that answers as Amazon documents it: an upload id is used up by its completion, lists have pages, a
 * refusal may come with 200. What the real S3 API of the other tests does otherwise is tried here.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { S3Bucket, S3Request } from '../storage/s3/bucket.js';
import { element, s3Document } from '../storage/s3/xml.js';
import type { StorageAnswer } from '../storage/storage-http.js';

/** What it holds, for tests to look at and to change. */
export interface FakeS3 {
  readonly bucket: S3Bucket;
  readonly objects: Map<string, FakeObject>;
  /** Parts by upload id. */
  readonly uploads: Map<string, Map<number, Buffer>>;
  /** Documents of the bucket by the name of their query. */
  readonly documents: Map<string, string>;
  /** Every request, as `METHOD key?query`. */
  readonly log: string[];
  /** Answers instead, where it returns something. */
  intercept: (request: S3Request) => StorageAnswer | undefined;
  exists: boolean;
}

/** An object. */
export interface FakeObject {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly type: string;
}

/** Parts in one page of a list. */
const PAGE = 2;

/** In hex. */
export const md5 = (bytes: Buffer | string): string =>
  createHash('md5').update(bytes).digest('hex');

/** An answer, made by hand. */
export function answer(
  status: number,
  body: string | Buffer = '',
  headers: Readonly<Record<string, string>> = {},
): StorageAnswer {
  const bytes = new Uint8Array(Buffer.from(body));
  return { status, bytes, body: Buffer.from(bytes).toString(), headers: new Headers(headers) };
}

/** A refusal. */
export function refusal(status: number, code: string): StorageAnswer {
  return answer(status, `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

/** An empty bucket. */
export function fakeS3(): FakeS3 {
  const fake: FakeS3 = {
    objects: new Map(),
    uploads: new Map(),
    documents: new Map(),
    log: [],
    intercept: () => undefined,
    exists: true,
    bucket: {
      name: 'uploads',
      fetch: () => Promise.reject(new Error('nobody is asked')),
      now: Date.now,
      url: (key = '') => `https://uploads.s3.example/${key}`,
      presign: ({ key = '' }) => Promise.resolve(`https://uploads.s3.example/${key}?signed`),
      send: (request) => {
        const query = new URLSearchParams(request.query).toString();
        fake.log.push(`${request.method} ${request.key ?? ''}${query && `?${query}`}`);
        return Promise.resolve(fake.intercept(request) ?? respond(fake, request));
      },
    },
  };
  return fake;
}

function respond(fake: FakeS3, request: S3Request): StorageAnswer {
  const { key, query = {} } = request;
  if (key === undefined) return respondBucket(fake, request);
  if ('uploads' in query) return begin(fake, key);
  if ('uploadId' in query) return respondUpload(fake, key, query['uploadId'] ?? '', request);
  return respondObject(fake, key, request);
}

function respondBucket(fake: FakeS3, { method, query = {}, body = '' }: S3Request): StorageAnswer {
  const [document] = Object.keys(query);
  if (document === undefined) {
    if (method === 'PUT') fake.exists = true;
    return answer(fake.exists ? 200 : 404);
  }
  if (method === 'PUT') {
    fake.documents.set(document, body);
    return answer(200);
  }
  const found = fake.documents.get(document);
  return found === undefined ? refusal(404, 'NoSuchConfiguration') : answer(200, found);
}

function respondObject(fake: FakeS3, key: string, request: S3Request): StorageAnswer {
  const { method, headers = {}, body = '' } = request;
  const found = fake.objects.get(key);
  if (method === 'PUT') {
    store(fake, key, Buffer.from(body), md5(body), headers['content-type']);
    return answer(200);
  }
  if (!found) return method === 'HEAD' ? answer(404) : refusal(404, 'NoSuchKey');
  if (method === 'DELETE') {
    fake.objects.delete(key);
    return answer(204);
  }
  const shown = {
    etag: `"${found.etag}"`,
    'content-type': found.type,
    'content-length': String(found.bytes.byteLength),
    'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT',
  };
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(headers['range'] ?? '') ?? [];
  if (method === 'HEAD') return answer(200, '', shown);
  if (from === undefined) return answer(200, found.bytes, shown);
  return answer(206, found.bytes.subarray(Number(from), Number(to) + 1), shown);
}

function begin(fake: FakeS3, key: string): StorageAnswer {
  const id = `id of ${key}`;
  fake.uploads.set(id, new Map());
  return answer(200, s3Document('InitiateMultipartUploadResult', [element('UploadId', id)]));
}

function respondUpload(
  fake: FakeS3,
  key: string,
  id: string,
  { method, query = {}, body = '' }: S3Request,
): StorageAnswer {
  const parts = fake.uploads.get(id);
  if (!parts) return refusal(404, 'NoSuchUpload');
  if (method === 'DELETE') {
    fake.uploads.delete(id);
    return answer(204);
  }
  if (method === 'GET') return list(parts, Number(query['part-number-marker'] ?? 0));
  const named = [...body.matchAll(/<PartNumber>(\d+)<.*?&quot;(\w+)&quot;/g)];
  const bytes = named.map(([, number]) => parts.get(Number(number)) ?? Buffer.alloc(0));
  if (named.some(([, , etag], index) => md5(bytes[index] ?? '') !== etag)) {
    return refusal(400, 'InvalidPart');
  }
  const hashes = Buffer.concat(bytes.map((part) => Buffer.from(md5(part), 'hex')));
  store(fake, key, Buffer.concat(bytes), `${md5(hashes)}-${named.length}`, 'video/mp4');
  fake.uploads.delete(id);
  return answer(200, s3Document('CompleteMultipartUploadResult', []));
}

function list(parts: ReadonlyMap<number, Buffer>, marker: number): StorageAnswer {
  const after = [...parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b);
  const page = after.slice(0, PAGE);
  return answer(
    200,
    s3Document('ListPartsResult', [
      element('IsTruncated', String(after.length > PAGE)),
      element('NextPartNumberMarker', String(page.at(-1)?.[0] ?? marker)),
      ...page.map(([number, bytes]) =>
        element('Part', [
          element('PartNumber', String(number)),
          element('ETag', `"${md5(bytes)}"`),
          element('Size', String(bytes.byteLength)),
        ]),
      ),
    ]),
  );
}

function store(fake: FakeS3, key: string, bytes: Buffer, etag: string, type = ''): void {
  fake.objects.set(key, { bytes, etag, type });
}
