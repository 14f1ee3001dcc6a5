/**
 * What the client makes of an answer that is not the one hoped for. An operator's program wants other distinctions than
 * a browser: absent, in use and forbidden lead to different next steps.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { SignerErrorCode } from '../errors.js';
import type { SwiftHead } from '../storage/swift/http.js';

const REASONS: Readonly<Record<number, readonly [SignerErrorCode, string]>> = {
  401: ['unauthorized', 'the login is not accepted'],
  403: ['forbidden', 'these credentials may not do that'],
  404: ['not-found', 'it is not there'],
  409: ['conflict', 'it is in use, not empty, or a part of it is missing'],
  412: ['conflict', 'there is one already, or a condition is not met'],
  416: ['invalid-request', 'there are no bytes in that range'],
  422: ['hash-mismatch', 'the bytes that arrived have another hash'],
  429: ['rate-limited', 'too many requests; try again later'],
  498: ['rate-limited', 'too many requests; try again later'],
  507: ['quota', 'no room is left'],
};

/**
 * The error for an answer.
 *
 * @param doing - what was tried, as in `Storage refused to …`.
 */
export function refusal(
  answer: SwiftHead & { readonly body?: unknown },
  doing: string,
): SignerError {
  const { status, transactionId } = answer;
  const body = typeof answer.body === 'string' ? answer.body : '';
  const [code, why] = reasonOf(status, body);
  const verb = code === 'storage-unavailable' ? 'failed' : 'refused';
  return new SignerError(code, `Storage ${verb} to ${doing}: ${why} (${status}).`, {
    ...(transactionId !== undefined && { transactionId }),
  });
}

function reasonOf(status: number, body: string): readonly [SignerErrorCode, string] {
  if (status === 413) {
    return /quota/i.test(body)
      ? ['quota', 'no room is left']
      : ['too-large', 'that is more than it takes at once'];
  }
  const known = REASONS[status];
  if (known) return known;
  if (status >= 500) return ['storage-unavailable', 'it has trouble of its own'];
  // Swift's refusals are one line of text or a little HTML; the former says what is wrong.
  const said = /^[^<\n]{1,200}$/.exec(body.trim())?.[0];
  return ['invalid-request', said === undefined ? 'it does not accept that' : said];
}
