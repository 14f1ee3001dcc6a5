/**
 * Reads what matters from an answer of storage, whichever API brought it.
 *
 * @module
 */
import type { StorageAnswer } from './ports.js';
import { parseRetryAfter } from './retry-after.js';

/** `header` gives a response header, or `null` if it is absent or hidden from the page. */
export function readAnswer(status: number, header: (name: string) => string | null): StorageAnswer {
  const etag = header('ETag');
  const length = header('Content-Length');
  // Asked for only where it means something: Chromium logs an error for each header that CORS hides.
  const retryAfter = status >= 400 ? parseRetryAfter(header('Retry-After')) : undefined;
  const transactionId = header('X-Trans-Id');
  return {
    status,
    // Plain on Swift, quoted for large objects and behind its etag_quoter, quoted on S3.
    etag: etag === null ? null : etag.replaceAll('"', '').toLowerCase(),
    size: length === null ? null : Number(length),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(transactionId !== null && { transactionId }),
  };
}
