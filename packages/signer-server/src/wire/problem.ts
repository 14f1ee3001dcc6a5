/**
 * Errors on the wire: `application/problem+json` (RFC 9457) with a stable `code`. One table holds the status and the
 * title of every code; whatever is thrown anywhere becomes a problem here.
 *
 * @module
 */
import type * as wire from '@direct-upload/widget/protocol';
import { SignerError } from '../errors.js';
import { problemCode } from './schema.js';
import type { Problem, ProblemCode } from './schema.js';

/** Status and title of each code; `satisfies` fails when the contract gets a code that is missing here. */
export const PROBLEMS: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  'invalid-request': [400, 'Invalid request'],
  unauthorized: [401, 'Not signed in'],
  forbidden: [403, 'Not allowed'],
  'origin-not-allowed': [403, 'Origin not allowed'],
  'not-found': [404, 'No such resource'],
  'method-not-allowed': [405, 'Method not allowed'],
  'body-too-large': [413, 'Request body too large'],
  'too-large': [422, 'File too large'],
  'type-not-allowed': [422, 'File type not allowed'],
  'too-many': [422, 'Too many files'],
  'invalid-token': [400, 'Invalid upload token'],
  'token-expired': [410, 'Upload expired'],
  'invalid-receipt': [400, 'Invalid receipt'],
  'receipt-expired': [410, 'Receipt expired'],
  'part-missing': [409, 'Part missing'],
  'size-mismatch': [409, 'Size mismatch'],
  'hash-mismatch': [409, 'Hash mismatch'],
  'already-completed': [409, 'Already completed'],
  'storage-refused': [502, 'Storage refused'],
  'storage-unavailable': [503, 'Storage unavailable'],
  quota: [507, 'Storage is full'],
  'rate-limited': [429, 'Too many requests'],
  internal: [500, 'Internal error'],
} satisfies Record<wire.ProblemCode, readonly [number, string]>;

/** A code that may be shown to a browser, as against a reason not to start. */
function isProblemCode(code: string): code is ProblemCode {
  return problemCode.safeParse(code).success;
}

/**
 * The problem for anything thrown. Only a {@link SignerError} speaks for itself; of everything else the browser learns
 * the request id, with which the log can be searched, and nothing about the inside.
 */
export function toProblem(error: unknown, requestId?: string): Problem {
  try {
    return problemOf(error, requestId);
  } catch {
    // Applications throw what they like, also what throws when it is looked at.
    return problemOf(undefined, requestId);
  }
}

/** What storage says is for those who run the signer: it names hosts, users and containers. */
const TOLD: Readonly<Partial<Record<ProblemCode, string>>> = {
  'storage-refused':
    'Storage refused this. The log of the signer has the reason under the id of this request.',
  'storage-unavailable': 'Storage cannot be used just now. Try again in a while.',
  quota: 'Storage has no room for this.',
};

function problemOf(error: unknown, requestId: string | undefined): Problem {
  const known = error instanceof SignerError && isProblemCode(error.code) ? error : undefined;
  const code = known && isProblemCode(known.code) ? known.code : 'internal';
  const [status, title] = PROBLEMS[code];
  return {
    type: 'about:blank',
    title,
    status: isRefusal(known?.status) ? known.status : status,
    code,
    detail:
      known?.told ??
      TOLD[code] ??
      known?.message ??
      'The signer failed. Its log has the reason under the id of this request.',
    ...(known?.limit !== undefined && { limit: known.limit }),
    ...(known?.accept !== undefined && { accept: [...known.accept] }),
    ...(known?.transactionId !== undefined && { transactionId: known.transactionId }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** Whether an error's own status can be that of an answer. */
function isRefusal(status: unknown): status is number {
  return Number.isInteger(status) && Number(status) >= 400 && Number(status) <= 599;
}

/** For the log only: the sentence of a known failure with what caused it; the stack of one that nobody expected. */
export function reasonOf(error: unknown): string {
  try {
    if (!(error instanceof SignerError)) return describe(error);
    const { cause } = error;
    return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
  } catch {
    return 'Something was thrown that cannot be read.';
  }
}

/** The stack of an error nobody expected. */
export function describe(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } catch {
    return 'Something was thrown that cannot be read.';
  }
}

/** The whole response. `type: about:blank` means that `title` and `code` say it all (RFC 9457 §4.2.1). */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  });
}
