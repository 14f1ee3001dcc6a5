/**
 * The three small calls about uploads that were begun: sign parts again, ask what storage holds, give up.
 *
 * @module
 */
import { mapDistinct } from '../concurrency.js';
import { BATCH_LANES, openToken, refuse, urlExpiry } from '../core.js';
import type { Caller, SignerCore } from '../core.js';
import { assertPartNumbers } from '../storage/plan.js';
import { receiptId } from '../tokens/receipt-issuer.js';
import type { PartsResponse, StatusResponse } from '../wire/schema.js';

/** `POST {endpoint}/parts`. */
export async function signParts(
  core: SignerCore,
  caller: Caller,
  token: string,
  partNumbers: readonly number[],
): Promise<PartsResponse> {
  const upload = await openToken(core, caller, token);
  assertPartNumbers(upload, partNumbers);
  const expiresAt = urlExpiry(core, upload);
  // In one call, because storage may have to look whether the upload is finished; each part once.
  const signed = await core.storage.sign(
    upload,
    [...new Set(partNumbers)],
    { expiresAt, again: true },
    caller.signal,
  );
  const byNumber = new Map(signed.map((request) => [request.partNumber, request]));
  const requests = partNumbers.flatMap((partNumber) => byNumber.get(partNumber) ?? []);
  return { serverTime: new Date(core.now()).toISOString(), requests };
}

/** `POST {endpoint}/status`. */
export async function status(
  core: SignerCore,
  caller: Caller,
  token: string,
): Promise<StatusResponse> {
  const upload = await openToken(core, caller, token);
  return { parts: [...(await core.storage.parts(upload, caller.signal))] };
}

/**
 * `POST {endpoint}/abort`. Every token is tried. One that is over is no failure: its parts delete themselves.
 *
 * @throws SignerError the first failure, after all were tried.
 */
export async function abort(
  core: SignerCore,
  caller: Caller,
  tokens: readonly string[],
): Promise<void> {
  const failures = await mapDistinct(
    tokens,
    BATCH_LANES,
    (token) => token,
    (token) => abortOne(core, caller, token),
    core.turns(),
  );
  const failed = failures.find((failure) => failure !== undefined);
  if (failed) throw failed.error;
}

async function abortOne(
  core: SignerCore,
  caller: Caller,
  token: string,
): Promise<{ readonly error: unknown } | undefined> {
  try {
    const upload = await openToken(core, caller, token);
    await core.lock(upload.id, () => core.storage.abort(upload, caller.signal));
    caller.tell({ event: 'aborted', upload: receiptId(upload.id), size: upload.size });
    return undefined;
  } catch (error) {
    const { problem } = refuse(caller, error);
    return problem.code === 'token-expired' ? undefined : { error };
  }
}
