/**
 * Single objects of a bucket: looked at, copied, read in part, written, deleted.
 *
 * @module
 */
import { bareEtag } from '../bare-etag.js';
import { SignerError } from '../../errors.js';
import { encodeS3Path } from './address.js';
import { crcFromBase64 } from './crc64nvme.js';
import type { S3Bucket } from './bucket.js';
import type { S3Seen } from './proof.js';
import { isS3Success, s3ErrorCode, s3Refusal } from './refusal.js';
import { copyTimeout } from '../server-copy.js';
import type { ServerCopy } from '../server-copy.js';

/** What HEAD says. */
export interface S3Object extends S3Seen {
  readonly size: number;
  readonly contentType: string;
  /** Unix seconds. */
  readonly modified: number;
}

/**
 * HEAD; undefined if there is no such object.
 *
 * @param headers - a proof's, so that storage shows it; of what is encrypted by KMS that needs the right to decrypt
 */
export async function headS3(
  bucket: S3Bucket,
  key: string,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<S3Object | undefined> {
  const answer = await bucket.send({ method: 'HEAD', key, headers }, signal);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw s3Refusal(answer, 'show the stored object');
  const shown = answer.headers;
  const crc64nvme = crcFromBase64(shown.get('x-amz-checksum-crc64nvme'));
  return {
    size: Number(shown.get('content-length') ?? Number.NaN),
    etag: bareEtag(shown.get('etag') ?? ''),
    ...(crc64nvme !== undefined && { crc64nvme }),
    contentType: shown.get('content-type') ?? '',
    modified: Date.parse(shown.get('last-modified') ?? '') / 1000,
  };
}

/** DELETE; an object that is not there is fine. */
export async function deleteS3(bucket: S3Bucket, key: string, signal: AbortSignal): Promise<void> {
  const answer = await bucket.send({ method: 'DELETE', key }, signal);
  if (answer.status !== 404 && !isS3Success(answer)) throw s3Refusal(answer, 'delete an object');
}

/** @throws SignerError `hash-mismatch` or `part-missing` if the source is not what it should be. */
export async function copyS3(
  bucket: S3Bucket,
  { from, to, etag, size, headers }: ServerCopy,
  signal: AbortSignal,
): Promise<void> {
  const answer = await bucket.send(
    {
      method: 'PUT',
      key: to,
      headers: {
        ...headers,
        'x-amz-copy-source': `/${bucket.name}/${encodeS3Path(from)}`,
        'x-amz-copy-source-if-match': `"${etag}"`,
        'x-amz-metadata-directive': 'REPLACE',
      },
      timeout: copyTimeout(size),
    },
    signal,
  );
  if (isS3Success(answer)) return;
  if (answer.status === 412) {
    throw new SignerError('hash-mismatch', 'The part was replaced while it was being completed.');
  }
  if (s3ErrorCode(answer) === 'NoSuchKey') {
    throw new SignerError('part-missing', 'The part vanished while it was being completed.');
  }
  throw s3Refusal(answer, 'copy the part to its final name');
}

/** Bytes of an object that has this ETag. */
export interface S3Range {
  readonly key: string;
  readonly etag: string;
  readonly start: number;
  /** The first byte not wanted any more; greater than `start`, and not beyond the object. */
  readonly end: number;
}

/** @throws SignerError `part-missing` or `hash-mismatch` if it is not there any more. */
export async function readS3(
  bucket: S3Bucket,
  { key, etag, start, end }: S3Range,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const headers = { range: `bytes=${start}-${end - 1}`, 'if-match': `"${etag}"` };
  const slice = { from: start, to: end };
  const answer = await bucket.send({ method: 'GET', key, headers, slice }, signal);
  if (answer.status === 404) throw new SignerError('part-missing', 'The upload is not there.');
  if (answer.status === 412) {
    throw new SignerError('hash-mismatch', 'The upload was replaced while it was being completed.');
  }
  if (answer.status !== 206 && answer.status !== 200) {
    throw s3Refusal(answer, 'show the first bytes of the upload');
  }
  const { bytes } = answer;
  if (bytes.byteLength === end - start) return bytes;
  throw new SignerError('storage-refused', 'Storage sent fewer bytes than the upload has.');
}
