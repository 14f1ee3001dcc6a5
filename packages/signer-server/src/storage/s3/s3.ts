/**
 * Amazon S3, and what speaks its API, as a {@link Storage}. One part is copied to a final name that no URL ever covered;
 * more are a multipart upload, whose id is used up by its completion. Differences between the services: `docs/storage.md`.
 *
 * @module
 * @example
 * const storage = s3({
 *   bucket: 'uploads',
 *   region: 'eu-central-1',
 *   credentials: { accessKeyId: '…', secretAccessKey: '…' },
 * });
 */
import { disposition } from '../../names/file-name.js';
import { sizeOfPart } from '../plan.js';
import type { SignedRequest } from '../../wire/schema.js';
import { uploadName } from '../../names/final-name.js';
import { assertObjectName } from '../../names/object-name.js';
import { openS3 } from './bucket.js';
import type { S3Bucket } from './bucket.js';
import { checkS3 } from './check.js';
import { finalHeaders } from './completion.js';
import type { S3Completion } from './completion.js';
import { copyCompletion } from './copy.js';
import { integrityChoice } from './encryption.js';
import { formatS3Handle, parseS3Handle } from './handle.js';
import { createMultipart } from './multipart.js';
import { headS3 } from './object.js';
import { MAX_S3_PART, MAX_S3_PARTS, assertS3Options } from './options.js';
import type { S3Options } from './options.js';
import { partsCompletion } from './parts.js';
import { PROOFS } from './proof.js';
import type { Storage, StorageLimits, Upload } from '../storage.js';

/** Small enough to send again, large enough that requests do not count. */
const PREFERRED_PART_SIZE = 16 * 1024 ** 2;

/** @throws SignerError `invalid-option` if an option is missing or makes no sense. */
export function s3(options: S3Options): Storage {
  assertS3Options(options);
  const bucket = openS3(options);
  const choose = integrityChoice(bucket, options.integrity);
  const wayOf = (upload: Upload): S3Completion => {
    const { way, integrity } = parseS3Handle(upload);
    const place = { bucket, proof: PROOFS[integrity] };
    return way === 'copy' ? copyCompletion(place) : partsCompletion(place);
  };
  return {
    name: 's3',
    container: options.bucket,
    presentation: 'signed',
    integrity: (upload) => parseS3Handle(upload).integrity,
    limits: () => Promise.resolve(s3Limits(options)),
    begin: async (upload, signal) => {
      const integrity = await choose();
      if (upload.partCount === 1) return formatS3Handle({ way: 'copy', integrity });
      const headers = { ...finalHeaders(upload), ...PROOFS[integrity].ask.multipart };
      const uploadId = await createMultipart(bucket, uploadName(upload), headers, signal);
      return formatS3Handle({ way: 'multipart', integrity, uploadId });
    },
    sign: async (upload, partNumbers, { expiresAt, again }, signal) => {
      const way = wayOf(upload);
      if (again) await way.assertUnfinished(upload, signal);
      return Promise.all(
        partNumbers.map((number) => signPart(bucket, way, upload, number, expiresAt)),
      );
    },
    parts: (upload, signal) => wayOf(upload).parts(upload, signal),
    complete: (upload, records, signal, inspection) =>
      wayOf(upload).complete(upload, records, signal, inspection),
    abort: (upload, signal) => wayOf(upload).abort(upload, signal),
    stat: async (key, signal) => {
      assertObjectName(key);
      const object = await headS3(bucket, key, signal);
      return object && { size: object.size, etag: object.etag, contentType: object.contentType };
    },
    signGet: async (key, { expiresAt, filename, inline }) => {
      assertObjectName(key);
      const kind = inline ? 'inline' : 'attachment';
      const shown = filename === undefined ? inline && kind : disposition(kind, filename);
      const query = shown ? { 'response-content-disposition': shown } : {};
      return bucket.presign({ method: 'GET', key, query }, expiresAt);
    },
    check: (origins, signal) => checkS3(bucket, { origins, integrity: options.integrity }, signal),
  };
}

/** 5 TiB is the most that every service takes that takes parts of 5 GiB. */
function s3Limits({
  partSize = PREFERRED_PART_SIZE,
  maxParts = MAX_S3_PARTS,
}: S3Options): StorageLimits {
  return {
    maxSize: Math.min(5 * 1024 ** 4, maxParts * MAX_S3_PART),
    maxPartSize: MAX_S3_PART,
    maxParts,
    partSize: maxParts === 1 ? MAX_S3_PART : partSize,
  };
}

/**
 * The length is signed, which no page can set: what a browser sends of another length is refused (403). So is another
 * type, of what is one part.
 */
async function signPart(
  bucket: S3Bucket,
  way: S3Completion,
  upload: Upload,
  partNumber: number,
  expiresAt: number,
): Promise<SignedRequest> {
  const request = way.partRequest(upload, partNumber);
  const length = { 'content-length': String(sizeOfPart(upload, partNumber)) };
  const headers = { ...request.headers, ...length };
  return {
    partNumber,
    method: 'PUT',
    url: await bucket.presign({ method: 'PUT', ...request, headers }, expiresAt),
    headers: { ...request.headers },
    expiresAt: new Date(expiresAt * 1000).toISOString(),
  };
}
