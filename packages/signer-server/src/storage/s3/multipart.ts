/**
 * The five requests of a multipart upload. Its id is all that a part's URL has to do with the object: a completion or an
 * abort uses it up.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../../errors.js';
import { crcFromBase64 } from './crc64nvme.js';
import type { S3Bucket } from './bucket.js';
import { bareEtag } from '../bare-etag.js';
import type { S3Seen } from './proof.js';
import { isS3Success, s3ErrorCode, s3Refusal } from './refusal.js';
import { element, parseXml, s3Document } from './xml.js';

/** A multipart upload that was created. */
export interface Multipart {
  readonly key: string;
  readonly uploadId: string;
}

/** Milliseconds. "Processing could take several minutes" (Amazon S3 API Reference, CompleteMultipartUpload). */
const COMPLETION = 600_000;

const created = z.object({
  InitiateMultipartUploadResult: z.object({ UploadId: z.string().min(1) }),
});

const listed = z.object({
  ListPartsResult: z.object({
    IsTruncated: z.string().default('false'),
    NextPartNumberMarker: z.string().default('0'),
    Part: z
      .array(
        z.object({
          PartNumber: z.coerce.number(),
          ETag: z.string(),
          Size: z.coerce.number(),
          ChecksumCRC64NVME: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

/** A part that has arrived. */
export interface S3Part extends S3Seen {
  readonly partNumber: number;
  /** Bytes. */
  readonly size: number;
}

/** @param headers - what the object will have: type, disposition, checksum. */
export async function createMultipart(
  bucket: S3Bucket,
  key: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const query = { uploads: '' };
  const answer = await bucket.send({ method: 'POST', key, query, headers }, signal);
  const result = created.safeParse(parseXml(answer.body)).data;
  if (isS3Success(answer) && result) return result.InitiateMultipartUploadResult.UploadId;
  throw s3Refusal(answer, 'begin a multipart upload');
}

/** What has arrived, by part number; undefined if the upload id is used up. */
export async function listMultipart(
  bucket: S3Bucket,
  upload: Multipart,
  signal: AbortSignal,
): Promise<readonly S3Part[] | undefined> {
  const parts: S3Part[] = [];
  for (let marker = 0; ;) {
    const query = { uploadId: upload.uploadId, 'part-number-marker': String(marker) };
    const answer = await bucket.send({ method: 'GET', key: upload.key, query }, signal);
    if (isGone(answer)) return undefined;
    const result = listed.safeParse(parseXml(answer.body)).data?.ListPartsResult;
    if (!isS3Success(answer) || !result) throw s3Refusal(answer, 'list the parts');
    for (const { PartNumber: partNumber, ETag, Size: size, ChecksumCRC64NVME } of result.Part) {
      const crc64nvme = crcFromBase64(ChecksumCRC64NVME);
      const shown = crc64nvme === undefined ? {} : { crc64nvme };
      parts.push({ partNumber, size, etag: bareEtag(ETag), ...shown });
    }
    if (result.IsTruncated !== 'true') return parts.sort((a, b) => a.partNumber - b.partNumber);
    const next = Number(result.NextPartNumberMarker);
    // A storage that ignores the marker would be asked for ever.
    if (!(next > marker)) {
      throw new SignerError('storage-unavailable', 'Storage does not list parts page by page.');
    }
    marker = next;
  }
}

/**
 * Puts the parts together, all at once or not at all; each is named with its ETag, so no other can take its place.
 *
 * @param headers - what the whole has to be
 * @returns false if the upload id is used up: somebody else has completed or aborted.
 * @throws SignerError `hash-mismatch` if a part is not the one named.
 */
export async function completeMultipart(
  bucket: S3Bucket,
  { key, uploadId }: Multipart,
  parts: readonly S3Part[],
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<boolean> {
  const body = s3Document(
    'CompleteMultipartUpload',
    parts.map(({ partNumber, etag }) =>
      element('Part', [element('PartNumber', String(partNumber)), element('ETag', `"${etag}"`)]),
    ),
  );
  const answer = await bucket.send(
    {
      method: 'POST',
      key,
      query: { uploadId },
      headers: { 'content-type': 'application/xml', ...headers },
      body,
      timeout: COMPLETION,
    },
    signal,
  );
  if (isS3Success(answer)) return true;
  if (isGone(answer)) return false;
  if (['InvalidPart', 'BadDigest'].includes(s3ErrorCode(answer) ?? '')) {
    throw new SignerError('hash-mismatch', 'A part was replaced while the upload was completed.');
  }
  throw s3Refusal(answer, 'put the parts together');
}

/** Deletes what has arrived. An upload id that is used up is fine. */
export async function abortMultipart(
  bucket: S3Bucket,
  { key, uploadId }: Multipart,
  signal: AbortSignal,
): Promise<void> {
  const answer = await bucket.send({ method: 'DELETE', key, query: { uploadId } }, signal);
  if (!isS3Success(answer) && answer.status !== 404) throw s3Refusal(answer, 'delete the parts');
}

function isGone(answer: Parameters<typeof s3ErrorCode>[0]): boolean {
  return answer.status === 404 && s3ErrorCode(answer) !== 'NoSuchBucket';
}
