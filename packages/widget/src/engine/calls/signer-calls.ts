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
import { createPatience } from '../flow/patience.js';
import { withRetry, type RetryPolicy } from '../flow/retry.js';
import { askInHalves, type Refused } from './ask-in-halves.js';
import { errorFromProblem } from './problem-error.js';

/** The wire contract's limit for one call. */
const MAX_CREATE = 1000;
/** Nobody waits for the clean-up, in milliseconds. */
const ABORT_LIMIT = 30_000;
/** The tokens of a call that outlives its page: see `fetchBeyondPage`. */
const MAX_ABORT = 100;
/** Storage copies every object while `complete` runs: smaller batches let the first receipts come early. */
const MAX_COMPLETE = 100;

/** Told why the signer is tried again, once that lasts. */
export type OnRetrying = (error: UploadError) => void;

/** `create`, `complete` and `abort` for one upload at a time. */
export interface SignerCalls {
  grant(file: FileDeclaration, signal: AbortSignal, onRetrying: OnRetrying): Promise<Grant>;
  /** Resolves with the receipt. */
  complete(completion: Completion, signal: AbortSignal, onRetrying: OnRetrying): Promise<string>;
  /** Has the parts of an unfinished upload deleted. Best effort: they also expire by themselves. */
  readonly abandon: (token: string) => void;
}

/** One upload's share of a call: what is asked, and who is told of a try that failed. */
interface Share<T> {
  readonly item: T;
  readonly failed: (error: UploadError) => void;
}

const itemsOf = <T>(shares: readonly Share<T>[]): readonly T[] => shares.map(({ item }) => item);

/** Has all be told that have a share in the call. */
const tellAll =
  (shares: readonly Share<unknown>[]) =>
  (error: UploadError): void => {
    for (const { failed } of shares) failed(error);
  };

/** Wraps `signer`; every answer with a `serverTime` sets the clock. */
export function createSignerCalls(
  signer: Signer,
  clock: ServerClock,
  retry: RetryPolicy,
): SignerCalls {
  const abort = createBatcher(
    async (tokens: readonly string[], signal) => {
      await signer.abort(tokens, signal);
      return tokens;
    },
    { max: MAX_ABORT, calls: 2 },
  );
  return {
    abandon: (token) => {
      abort(token, AbortSignal.timeout(ABORT_LIMIT)).catch(() => undefined);
    },
    grant: createGrant(signer, clock, retry),
    complete: createComplete(signer, retry),
  };
}

function createGrant(signer: Signer, clock: ServerClock, retry: RetryPolicy): SignerCalls['grant'] {
  const create = batchedCreate(signer, clock, retry);
  return async (item, signal, onRetrying) => {
    const { begin, failed, over } = createPatience(onRetrying, retry.tellAfter);
    // Signing takes no time: a signer that says nothing is as good as out of reach.
    begin(new UploadError('signer-unavailable', 'The upload service has not answered yet.'));
    // The call as a whole was tried again already; here it is about this one file, which had no room among the others.
    const ask = async (): Promise<{ readonly grant: Grant } | { readonly error: unknown }> => {
      const result = await create({ item, failed }, signal).catch((error: unknown) => ({ error }));
      if ('problem' in result) throw errorFromProblem(result.problem);
      return result;
    };
    try {
      const answer = await withRetry(ask, retry, signal, failed);
      if ('grant' in answer) return answer.grant;
      throw answer.error;
    } finally {
      over();
    }
  };
}

function createComplete(signer: Signer, retry: RetryPolicy): SignerCalls['complete'] {
  const complete = createBatcher(
    async (shares: readonly Share<Completion>[], signal) => {
      const uploads = itemsOf(shares);
      const call = (): ReturnType<Signer['complete']> => signer.complete(uploads, signal);
      return (await withRetry(call, retry, signal, tellAll(shares))).results;
    },
    { max: MAX_COMPLETE, calls: 2 },
  );
  return async (item, signal, onRetrying) => {
    // Silence is no failure here: storage may copy for minutes.
    const { failed, over } = createPatience(onRetrying, retry.tellAfter);
    // One upload's completion may fail while storage is busy with it, though the call itself went well.
    const ask = async (): Promise<string> => {
      const result = await complete({ item, failed }, signal);
      if ('receipt' in result) return nonEmpty(result.receipt);
      throw errorFromProblem(result.problem);
    };
    try {
      return await withRetry(ask, retry, signal, failed);
    } finally {
      over();
    }
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
): (file: Share<FileDeclaration>, signal: AbortSignal) => Promise<CreateResult | Refused> {
  return createBatcher(
    (shares: readonly Share<FileDeclaration>[], signal) =>
      askInHalves(itemsOf(shares), async (some): Promise<readonly (CreateResult | Refused)[]> => {
        let asked = 0;
        const answer = await withRetry(
          () => {
            asked = Date.now();
            return signer.create(some, signal);
          },
          retry,
          signal,
          tellAll(shares),
        );
        clock.sync(answer.serverTime, asked);
        return answer.results;
      }),
    { max: MAX_CREATE, calls: 2 },
  );
}
