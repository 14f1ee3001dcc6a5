/**
 * Objects of the bucket. An ETag is random, as good as what AWS gives with SSE-KMS: as many digits as an MD5, and none.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { crcOf } from './crc.js';
import { header, refuse, xml } from './reply.js';
import type { Reply, S3Call } from './reply.js';

/** An object. */
export interface StoredBytes {
  readonly bytes: Buffer;
  readonly etag: string;
  /** Base64; none where the bucket computes none. */
  readonly crc: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** An HTTP date. */
  readonly modified: string;
}

/** Says that it is encrypted, in every answer about what was stored. */
export const ENCRYPTED = {
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:111122223333:key/test',
} as const;

/** 32 hex digits. */
export const opaqueEtag = (): string => randomBytes(16).toString('hex');

/** The headers that show a checksum. */
export function shown(crc: string | undefined): Readonly<Record<string, string>> {
  if (crc === undefined) return {};
  return { 'x-amz-checksum-crc64nvme': crc, 'x-amz-checksum-type': 'FULL_OBJECT' };
}

const KEPT = ['content-type', 'content-disposition', 'content-encoding'];

/** What was stored, with the headers of the request that are kept. */
export async function makeObject(
  call: S3Call,
  bytes: Buffer,
  computes: boolean,
): Promise<StoredBytes> {
  const kept = KEPT.flatMap((name) => {
    const value = header(call, name);
    return value === undefined ? [] : [[name, value]];
  });
  const crc = computes ? await crcOf(bytes) : undefined;
  const modified = new Date().toUTCString();
  const headers = Object.fromEntries(kept) as Record<string, string>;
  return { bytes, etag: opaqueEtag(), crc, headers, modified };
}

/** PUT, also of a copy. */
export async function putObject(
  objects: Map<string, StoredBytes>,
  call: S3Call,
  computes: boolean,
): Promise<Reply> {
  const from = header(call, 'x-amz-copy-source');
  if (from === undefined) {
    const object = await makeObject(call, call.body, computes);
    objects.set(call.key, object);
    const headers = { etag: `"${object.etag}"`, ...shown(object.crc), ...ENCRYPTED };
    return { status: 200, headers };
  }
  const source = objects.get(decodeURIComponent(from).split('/').slice(2).join('/'));
  if (!source) return refuse(404, 'NoSuchKey');
  const wanted = header(call, 'x-amz-copy-source-if-match');
  if (wanted !== undefined && wanted !== `"${source.etag}"`)
    return refuse(412, 'PreconditionFailed');
  const copy = await makeObject(call, source.bytes, computes);
  const directive = header(call, 'x-amz-metadata-directive');
  const headers = directive === 'REPLACE' ? copy.headers : source.headers;
  objects.set(call.key, { ...copy, headers });
  const crc = copy.crc === undefined ? '' : `<ChecksumCRC64NVME>${copy.crc}</ChecksumCRC64NVME>`;
  const content = `<ETag>&quot;${copy.etag}&quot;</ETag>${crc}`;
  return { status: 200, ...xml('CopyObjectResult', content) };
}

/** GET and HEAD. A checksum is shown only to who asks for it (`x-amz-checksum-mode`). */
export function readObject(objects: ReadonlyMap<string, StoredBytes>, call: S3Call): Reply {
  const object = objects.get(call.key);
  if (!object) return call.method === 'HEAD' ? { status: 404 } : refuse(404, 'NoSuchKey');
  const wanted = header(call, 'if-match');
  if (wanted !== undefined && wanted !== `"${object.etag}"`)
    return refuse(412, 'PreconditionFailed');
  const disposition = call.query.get('response-content-disposition');
  const asks = header(call, 'x-amz-checksum-mode') === 'ENABLED';
  const headers = {
    ...object.headers,
    ...(disposition !== null && { 'content-disposition': disposition }),
    ...(asks && shown(object.crc)),
    ...ENCRYPTED,
    etag: `"${object.etag}"`,
    'last-modified': object.modified,
    'accept-ranges': 'bytes',
  };
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(header(call, 'range') ?? '') ?? [];
  if (from === undefined) return { status: 200, headers, body: object.bytes };
  const body = object.bytes.subarray(Number(from), Number(to) + 1);
  const end = Number(from) + body.byteLength - 1;
  const range = { 'content-range': `bytes ${from}-${end}/${object.bytes.byteLength}` };
  return { status: 206, headers: { ...headers, ...range }, body };
}
