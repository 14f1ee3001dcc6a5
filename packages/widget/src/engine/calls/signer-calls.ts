/**
 * The signer as the running uploads use it: many uploads' wishes gathered into few calls, each call tried again while
 * the failure is a passing one.
 *
 * @module
 */
import { createBatcher } from '../flow/batcher.js';
import type { ServerClock } from './clock.js';
import { UploadError } from '../errors.js';
import type { Signer } from '../ports.js';
import type { Completion, CreateResult, FileDeclaration, Grant } from '../protocol.js';
import { withRetry, type RetryPolicy } from '../flow/retry.js';
import { askInHalves, type Refused } from './ask-in-halves.js';
import { errorFromProblem } from './problem-error.js';

/** The wire contract's limit for one call. */
const MAX_CREATE = 1000;
/** Nobody waits for the clean-up, in milliseconds. */
const ABORT_LIMIT = 30_000;
/** Storage copies every object while `complete` runs: smaller batches let the first receipts come early. */
const MAX_COMPLETE = 100;

/** `create`, `complete` and `abort` for one upload at a time. */
export interface SignerCalls {
  grant(file: FileDeclaration, signal: AbortSignal): Promise<Grant>;
  /** Resolves with the receipt. */
  complete(completion: Completion, signal: AbortSignal): Promise<string>;
  /** Has the parts of an unfinished upload deleted. Best effort: they also expire by themselves. */
  readonly abandon: (token: string) => void;
}

/** Wraps `signer`; every answer with a `serverTime` sets the clock. */
export function createSignerCalls(
  signer: Signer,
  clock: ServerClock,
  retry: RetryPolicy,
): SignerCalls {
  const create = batchedCreate(signer, clock, retry);
  const complete = createBatcher(
    async (uploads: readonly Completion[], signal) =>
      (await withRetry(() => signer.complete(uploads, signal), retry, signal)).results,
    { max: MAX_COMPLETE, calls: 2 },
  );
  const abort = createBatcher(
    async (tokens: readonly string[], signal) => {
      await signer.abort(tokens, signal);
      return tokens;
    },
    { max: MAX_CREATE, calls: 2 },
  );
  return {
    abandon: (token) => {
      abort(token, AbortSignal.timeout(ABORT_LIMIT)).catch(() => undefined);
    },
    async grant(file, signal) {
      // The call as a whole was tried again already; here it is about this one file, which had no room among the others.
      const answer = await withRetry(
        async () => {
          const result = await create(file, signal).catch((error: unknown) => ({ error }) as const);
          if ('problem' in result) throw errorFromProblem(result.problem);
          return result;
        },
        retry,
        signal,
      );
      if ('grant' in answer) return answer.grant;
      throw answer.error;
    },
    complete: (completion, signal) =>
      // One upload's completion may fail while storage is busy with it, though the call itself went well.
      withRetry(
        async () => {
          const result = await complete(completion, signal);
          if ('receipt' in result) return nonEmpty(result.receipt);
          throw errorFromProblem(result.problem);
        },
        retry,
        signal,
      ),
  };
}

/** A signer of the page's own making is not held to a form; but nothing proves nothing. */
function nonEmpty(receipt: string): string {
  if (receipt !== '') return receipt;
  throw new UploadError('signer-refused', 'The upload service gave an empty receipt.');
}

function batchedCreate(
  signer: Signer,
  clock: ServerClock,
  retry: RetryPolicy,
): (file: FileDeclaration, signal: AbortSignal) => Promise<CreateResult | Refused> {
  return createBatcher(
    (files: readonly FileDeclaration[], signal) =>
      askInHalves(files, async (some): Promise<readonly (CreateResult | Refused)[]> => {
        let asked = 0;
        const answer = await withRetry(
          () => {
            asked = Date.now();
            return signer.create(some, signal);
          },
          retry,
          signal,
        );
        clock.sync(answer.serverTime, asked);
        return answer.results;
      }),
    { max: MAX_CREATE, calls: 2 },
  );
}
