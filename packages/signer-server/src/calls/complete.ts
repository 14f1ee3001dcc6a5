/**
 * `POST {endpoint}/complete`: storage makes the final object, the signer looks at it, and only then signs a receipt.
 *
 * @module
 */
import { mapDistinct } from '../concurrency.js';
import { BATCH_LANES, openToken, policyOf, refuse } from '../core.js';
import type { Caller, SignerCore } from '../core.js';
import { matchParts } from '../storage/plan.js';
import type { CompleteResponse, Completion } from '../wire/schema.js';
import type { Upload } from '../storage/storage.js';
import { receiptId } from '../tokens/receipt-issuer.js';

type Result = CompleteResponse['results'][number];

/** One result per upload, in order; what one lacks does not touch the others. */
export async function complete(
  core: SignerCore,
  caller: Caller,
  uploads: readonly Completion[],
): Promise<CompleteResponse> {
  // A client that goes away does not stop a completion: copying gigabytes may outlast its patience, and when it asks
  // again it finds the work done. Every request to storage has a time limit of its own.
  const detached = { ...caller, signal: new AbortController().signal };
  const keyOf = (upload: Completion): string => JSON.stringify([upload.token, upload.parts]);
  const completeIt = async ({ token, parts }: Completion): Promise<Result> => {
    let upload: Upload | undefined;
    try {
      const opened = await openToken(core, detached, token);
      upload = opened;
      return { receipt: await completeOne(core, detached, opened, parts) };
    } catch (error) {
      return refuse(detached, error, upload);
    }
  };
  return { results: await mapDistinct(uploads, BATCH_LANES, keyOf, completeIt, core.turns()) };
}

async function completeOne(
  core: SignerCore,
  caller: Caller,
  upload: Upload,
  reported: Completion['parts'],
): Promise<string> {
  // First: an object of a policy that is gone could not get a receipt.
  const { receiptTtl: ttl } = policyOf(core, upload);
  const parts = matchParts(upload, reported);
  const stored = await core.lock(upload.id, () =>
    core.storage.complete(upload, parts, caller.signal, core.inspect(upload, caller.signal)),
  );
  const receipt = await core.receipts.issue(upload, stored, {
    storage: core.storage.name,
    ttl,
    now: core.now(),
  });
  caller.tell({
    event: 'completed',
    upload: receiptId(upload.id),
    key: stored.key,
    size: stored.size,
  });
  return receipt;
}
