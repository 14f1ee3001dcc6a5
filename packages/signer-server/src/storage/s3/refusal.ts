/**
 * What an S3 API's refusals mean. The code is in the body; an answer to HEAD has none, and then the status has to do. A 200
 * can be a refusal too: copies and completions are answered before they are done (Amazon S3 API Reference).
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../../errors.js';
import type { SignerErrorCode } from '../../errors.js';
import { parseXml } from './xml.js';
import type { StorageAnswer } from '../storage-http.js';

const errorBody = z.object({
  Error: z.object({ Code: z.string(), Region: z.string().optional() }),
});

/** The `Code` of an `<Error>`, whatever the status. */
export function s3ErrorCode(answer: StorageAnswer): string | undefined {
  return readError(answer)?.Code;
}

function readError({
  status,
  body,
}: StorageAnswer): z.infer<typeof errorBody>['Error'] | undefined {
  // Objects are read by the signer too, and are no answer of the API's own.
  if (status === 206 || !body.includes('<Error')) return undefined;
  return errorBody.safeParse(parseXml(body)).data?.Error;
}

/** A success, also on a second look. */
export function isS3Success(answer: StorageAnswer): boolean {
  return answer.status >= 200 && answer.status < 300 && s3ErrorCode(answer) === undefined;
}

/**
 * The error for an answer that is not the one hoped for.
 *
 * @param doing - what was tried, as in `Storage refused to …`.
 */
export function s3Refusal(answer: StorageAnswer, doing: string): SignerError {
  const [code, why] = reasonOf(answer);
  const verb = code === 'storage-unavailable' ? 'failed' : 'refused';
  return new SignerError(code, `Storage ${verb} to ${doing}: ${why}.`, {
    ...(answer.transactionId !== undefined && { transactionId: answer.transactionId }),
  });
}

/** By `Code`; the names are those of AWS unless said otherwise. */
const REASONS: Readonly<Record<string, readonly [SignerErrorCode, string]>> = {
  AccessDenied: ['storage-refused', 'these credentials may not do that'],
  ExpiredToken: ['storage-refused', 'the session token is over'],
  InvalidToken: ['storage-refused', 'the session token is not one'],
  InvalidAccessKeyId: ['storage-refused', 'storage does not know the access key'],
  SignatureDoesNotMatch: ['storage-refused', 'the secret key is wrong'],
  RequestTimeTooSkewed: ['storage-refused', 'the clocks of signer and storage differ'],
  NoSuchBucket: ['storage-refused', 'there is no such bucket'],
  NoSuchKey: ['storage-refused', 'the object is not there'],
  NotImplemented: ['storage-refused', 'it does not know how'],
  InternalError: ['storage-unavailable', 'it has trouble of its own'],
  SlowDown: ['storage-unavailable', 'too many requests, try again later'],
  RequestTimeout: ['storage-unavailable', 'the request took too long'],
  // Ceph's and Wasabi's, MinIO's, OpenStack Swift's.
  QuotaExceeded: ['quota', 'no room is left'],
  XMinioStorageFull: ['quota', 'no room is left'],
  XMinioAdminBucketQuotaExceeded: ['quota', 'no room is left'],
};

function reasonOf(answer: StorageAnswer): readonly [SignerErrorCode, string] {
  const error = readError(answer);
  const shown = error ? `${error.Code}, ${answer.status}` : String(answer.status);
  const region = regionOf(answer);
  if (region !== undefined)
    return ['storage-refused', `the bucket is in region ${region} (${shown})`];
  const [code, why] = REASONS[error?.Code ?? ''] ?? byStatus(answer.status);
  return [code, `${why} (${shown})`];
}

/** A bucket that is elsewhere says where, in one of two ways. */
export function regionOf(answer: StorageAnswer): string | undefined {
  const { status, headers } = answer;
  if (status !== 301 && status !== 307 && status !== 400) return undefined;
  return headers.get('x-amz-bucket-region') ?? readError(answer)?.Region;
}

function byStatus(status: number): readonly [SignerErrorCode, string] {
  if (status === 401 || status === 403) {
    return ['storage-refused', 'wrong credentials, or they may not do that, or a wrong clock'];
  }
  if (status === 404) return ['storage-refused', 'the bucket or object is not there'];
  if (status === 429) return ['storage-unavailable', 'too many requests, try again later'];
  if (status === 507) return ['quota', 'no room is left'];
  if (status >= 500) return ['storage-unavailable', 'it has trouble of its own'];
  return ['storage-refused', 'it does not say why'];
}
