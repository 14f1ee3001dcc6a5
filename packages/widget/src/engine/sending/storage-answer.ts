/**
 * Reads what matters from an answer of storage, whichever API brought it.
 *
 * @module
 */
import type { StorageAnswer } from '../ports.js';
import type { Integrity } from '../protocol.js';
import { parseRetryAfter } from '../flow/retry-after.js';
import { readS3Refusal } from './s3-refusal.js';

/** The response header that says what was stored. */
export const PROOF: Readonly<Record<Integrity, string>> = {
  'md5-etag': 'ETag',
  crc64nvme: 'x-amz-checksum-crc64nvme',
};

/**
 * `header` gives a response header, or `null` if it is absent or hidden from the page; `body` is looked at in a refusal.
 */
export function readAnswer(
  status: number,
  header: (name: string) => string | null,
  integrity: Integrity = 'md5-etag',
  body = '',
): StorageAnswer {
  const proof = header(PROOF[integrity]);
  const length = header('Content-Length');
  // Asked for only where it means something: Chromium logs an error for each header that CORS hides.
  const retryAfter = status >= 400 ? parseRetryAfter(header('Retry-After')) : undefined;
  const refusal = status >= 400 ? readS3Refusal(body) : undefined;
  const transactionId = header('X-Trans-Id') ?? refusal?.requestId;
  const isPage = status === 200 && (header('Content-Type') ?? '').startsWith('text/html');
  return {
    status,
    etag: proof && (integrity === 'crc64nvme' ? hexOf(proof) : bareEtag(proof)),
    size: length === null ? null : Number(length),
    ...(isPage && { isPage }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(transactionId !== undefined && { transactionId }),
    ...(refusal && { s3Code: refusal.code }),
  };
}

/**
 * Plain on Swift, quoted for large objects and behind its etag_quoter, quoted on S3, and marked as weak (`W/"…"`, RFC 9110
 * §8.8.3) behind proxies that compress. The digits are the same.
 */
export function bareEtag(etag: string): string {
  return etag.trim().replace(/^W\//i, '').replaceAll('"', '').toLowerCase();
}

/** What is no Base64 is no checksum either, and equals none. */
function hexOf(base64: string): string {
  try {
    return Array.from(atob(base64), (it) => it.charCodeAt(0).toString(16).padStart(2, '0')).join(
      '',
    );
  } catch {
    return base64;
  }
}
