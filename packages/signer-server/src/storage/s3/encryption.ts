/**
 * Which proof a bucket needs, by how it encrypts. With keys of a KMS an `ETag` is no MD5; without, or with storage's own
 * keys (SSE-S3), it is (Amazon S3 API Reference, "Object": ETag).
 *
 * @module
 */
import type { S3Bucket } from './bucket.js';
import { isS3Success, s3Refusal } from './refusal.js';
import type { Integrity } from '../storage.js';

/**
 * Asks the bucket for its default encryption. Who may not be asked, or knows no such thing, is taken to give MD5s, which
 * is the rule; where that is wrong nothing verifies, and `doctor` tells why.
 *
 * @throws SignerError `storage-unavailable`
 */
export async function integrityOfBucket(bucket: S3Bucket, signal: AbortSignal): Promise<Integrity> {
  const answer = await bucket.send({ method: 'GET', query: { encryption: '' } }, signal);
  // Not 501, by which some say that they have no such thing.
  if ([500, 502, 503, 504].includes(answer.status)) {
    throw s3Refusal(answer, "show the bucket's encryption");
  }
  // `aws:kms`, and `aws:kms:dsse`, which encrypts twice.
  const isKms = isS3Success(answer) && /<SSEAlgorithm>aws:kms/.test(answer.body);
  return isKms ? 'crc64nvme' : 'md5-etag';
}

/** The one that was set, or else the bucket's own. Asked once, and again where it could not tell. */
export function integrityChoice(
  bucket: S3Bucket,
  set: Integrity | undefined,
): () => Promise<Integrity> {
  let asked: Promise<Integrity> | undefined;
  return () => {
    if (set !== undefined) return Promise.resolve(set);
    // For all who wait: no one's going away ends it. Requests have a time limit of their own.
    asked ??= integrityOfBucket(bucket, new AbortController().signal);
    asked.catch(() => (asked = undefined));
    return asked;
  };
}
