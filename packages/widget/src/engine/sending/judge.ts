/**
 * What a readable answer of storage to a PUT means.
 *
 * @module
 */
import type { UploadErrorDetails } from '../errors.js';
import type { StorageAnswer } from '../ports.js';
import type { Integrity } from '../protocol.js';
import { statusMeant } from './s3-refusal.js';
import { PROOF } from './storage-answer.js';
import { again, giveUp, type Verdict } from './verdict.js';

/** Judges the answer to a PUT whose body has this hash. */
export function judge(answer: StorageAnswer, hash: string, integrity: Integrity): Verdict {
  const { status, etag, s3Code, transactionId, retryAfter } = answer;
  const details: UploadErrorDetails = {
    status,
    ...(transactionId !== undefined && { transactionId }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
  if (status >= 200 && status < 300) {
    return etag === null ? hidden(integrity, details) : judgeStored(etag, hash, details);
  }
  const meant = statusMeant(status, s3Code);
  switch (meant) {
    case 401:
    case 403:
      return again('signature', 'storage-refused', 'Storage refuses the signed URL.', details);
    // Swift's answer to a body that does not have the MD5 of the `ETag` request header; nothing was stored.
    case 422:
      return again('content', 'corrupted', OTHER_BYTES, details);
    case 413:
      return giveUp('too-large', 'Storage does not take files this large.', details);
    case 507:
      return giveUp('quota', 'Storage has no room left for this file.', details);
    case 408:
    case 425:
    case 429:
    case 498:
    case 499:
      return failing(details);
    default:
      if (meant >= 500) return failing(details);
      return giveUp('storage-refused', refused(status, s3Code), details);
  }
}

function refused(status: number, s3Code: string | undefined): string {
  return `Storage refused the file (${[s3Code, status].filter(Boolean).join(', ')}).`;
}

const OTHER_BYTES = 'Storage received other bytes than were read from the file.';

function judgeStored(etag: string, hash: string, details: UploadErrorDetails): Verdict {
  if (etag === hash) return { kind: 'confirmed', etag };
  return again('content', 'corrupted', OTHER_BYTES, details);
}

function hidden(integrity: Integrity, details: UploadErrorDetails): Verdict {
  const header = PROOF[integrity];
  const message =
    `Storage does not let this page read the ${header}, so the upload cannot be verified. ` +
    `Add ${header} to the exposed CORS headers.`;
  return giveUp('etag-hidden', message, details);
}

/** Storage is failing, and says so. */
export function failing(details: UploadErrorDetails): Verdict {
  const status = details.status ?? 0;
  return again('connection', 'storage-unavailable', `Storage is failing (${status}).`, details);
}
