/**
 * What every call of the signer shares: the back end, tokens, receipts, policy, clock. Plain data and functions, made
 * once by `createSigner`; the calls in `calls/` are functions of it.
 *
 * @module
 */
import type { KeyedLock, Turns } from './concurrency.js';
import type { LogEvent } from './log/log.js';
import { SignerError } from './errors.js';
import type { Limits } from './limits/limits.js';
import type { FileLimits } from './policy/file-limits.js';
import type { NamedPolicy, Policies } from './policy/policies.js';
import { reasonOf, toProblem } from './wire/problem.js';
import type { Problem } from './wire/schema.js';
import { receiptId } from './tokens/receipt-issuer.js';
import type { ReceiptIssuer } from './tokens/receipt-issuer.js';
import type { Inspection, Storage, Upload } from './storage/storage.js';
import type { UploadTokens } from './tokens/upload-token.js';

/** The signer without HTTP. */
export interface SignerCore {
  readonly storage: Storage;
  readonly tokens: UploadTokens;
  readonly receipts: ReceiptIssuer;
  readonly policies: Policies;
  /** Looks at the bytes of an upload before it is final. */
  readonly inspect: (upload: Upload, signal: AbortSignal) => Inspection | undefined;
  /** How much one caller may ask for. */
  readonly limits: Limits;
  /** One completion or abort per upload at a time. */
  readonly lock: KeyedLock;
  /** For one call. Where calls may wake each other, all of them together give way to others. */
  readonly turns: () => Turns;
  /** Milliseconds. */
  readonly now: () => number;
}

/** One request: who asks, and how to tell about it. */
export interface Caller {
  readonly subject: string;
  /** Where this caller may upload less than the policy allows. */
  readonly limits: FileLimits;
  readonly requestId: string;
  /** For the application's own questions; its body is read already. */
  readonly request: Request;
  /** Ends when the client goes away. */
  readonly signal: AbortSignal;
  /** Logs one event about one upload. */
  readonly tell: (event: Pick<LogEvent, 'event'> & Partial<LogEvent>) => void;
}

/** How many uploads of one batch are worked on at once: enough to hide latency, few enough to leave others room. */
export const BATCH_LANES = 16;

/**
 * The policy an upload was begun under.
 *
 * @throws SignerError `invalid-token` if this signer no longer has it.
 */
export function policyOf(core: SignerCore, { policy: name }: Upload): NamedPolicy {
  const policy = core.policies.named(name);
  if (policy) return policy;
  throw new SignerError('invalid-token', 'The policy of this upload is no longer there.');
}

/** The upload behind a token, if it is this caller's. */
export function openToken(core: SignerCore, caller: Caller, token: string): Promise<Upload> {
  return core.tokens.open(token, caller.subject, core.now());
}

/** Turns a failure of one upload into its result, and logs it; the rest of the batch goes on. */
export function refuse(caller: Caller, error: unknown, upload?: Upload): { problem: Problem } {
  caller.signal.throwIfAborted();
  const problem = toProblem(error, caller.requestId);
  caller.tell({
    event: 'refused',
    level: problem.status >= 500 ? 'error' : 'warn',
    code: problem.code,
    detail: reasonOf(error),
    ...(upload && { upload: receiptId(upload.id), size: upload.size }),
    ...(problem.transactionId !== undefined && { transactionId: problem.transactionId }),
  });
  return { problem };
}

/** Until when a URL signed now may be used, in Unix seconds; never longer than the upload's token. */
export function urlExpiry(core: SignerCore, upload: Upload): number {
  return Math.min(Math.floor(core.now() / 1000) + policyOf(core, upload).urlTtl, upload.expiresAt);
}
