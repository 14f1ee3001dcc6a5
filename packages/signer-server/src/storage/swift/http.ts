/**
 * Requests to Swift, and what its refusals mean.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import type { SignerErrorCode } from '../../errors.js';
import type { StorageAnswer } from '../storage-http.js';

export {
  DEFAULT_TIMEOUT,
  LISTING_ANSWER,
  headOf,
  requestInit,
  sendToStorage as sendToSwift,
  unreachable,
} from '../storage-http.js';
export type {
  Fetch,
  StorageAnswer as SwiftAnswer,
  StorageHead as SwiftHead,
  StorageRequest as SwiftRequest,
} from '../storage-http.js';

/**
 * The error for an answer that is not the one hoped for. A 413 of a quota middleware says so in its body.
 *
 * @param doing - what was tried, as in `Storage refused to …`.
 */
export function swiftRefusal(answer: StorageAnswer, doing: string): SignerError {
  const [code, why] = reasonOf(answer);
  return new SignerError(
    code,
    `Storage ${code === 'storage-unavailable' ? 'failed' : 'refused'} to ${doing}: ${why}.`,
    {
      ...(answer.transactionId !== undefined && { transactionId: answer.transactionId }),
    },
  );
}

function reasonOf({ status, body }: StorageAnswer): readonly [SignerErrorCode, string] {
  if (status === 507 || (status === 413 && /quota/i.test(body))) {
    return ['quota', `no room is left (${status})`];
  }
  if (status === 401) {
    return [
      'storage-refused',
      'wrong or revoked credentials or TempURL key, or a wrong clock (401)',
    ];
  }
  if (status === 403) return ['storage-refused', 'these credentials may not do that (403)'];
  if (status === 404) return ['storage-refused', 'the container or object is not there (404)'];
  if (status === 429 || status === 498) {
    return ['storage-unavailable', `too many requests, try again later (${status})`];
  }
  if (status >= 500) return ['storage-unavailable', `it has trouble of its own (${status})`];
  return ['storage-refused', `it answered ${status}`];
}
