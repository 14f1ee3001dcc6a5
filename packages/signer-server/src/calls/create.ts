/**
 * `POST {endpoint}`: judges each file, and hands out a plan with the first signed requests, so that a whole batch of
 * small files costs one call.
 *
 * @module
 */
import { mapBounded } from '../concurrency.js';
import { BATCH_LANES, refuse, urlExpiry } from '../core.js';
import type { Caller, SignerCore } from '../core.js';
import { SignerError } from '../errors.js';
import { cleanFileName } from '../names/file-name.js';
import { assertKeyPattern } from '../names/final-name.js';
import { randomId } from '../names/random-id.js';
import { planParts } from '../storage/plan.js';
import type { NamedPolicy } from '../policy/policies.js';
import { assertFileCount, judge } from '../policy/judge.js';
import { storedTypeOf } from '../policy/stored-type.js';
import type { CreateResponse, FileDeclaration, Grant } from '../wire/schema.js';
import type { StorageLimits, Upload } from '../storage/storage.js';
import { receiptId } from '../tokens/receipt-issuer.js';

/** Parts whose requests come with the grant: what a browser sends at once, and as many more to go on with. */
const FIRST_PARTS = 12;
/** Longest file name taken (UTF-16 units); what is kept of it is far shorter, see `file-name.ts`. */
const MAX_NAME = 4096;
/** Longest media type (RFC 6838 §4.2: two names of 127 characters). */
const MAX_TYPE = 255;
/** Requests that come with all grants of a call together, beyond one each: a browser sends a few files at a time. */
const FIRST_REQUESTS = 1000;

/** @throws SignerError `too-many` for the call as a whole; a file's own refusal is its result. */
export async function create(
  core: SignerCore,
  caller: Caller,
  policy: NamedPolicy,
  files: readonly FileDeclaration[],
): Promise<CreateResponse> {
  assertFileCount(files.length, [policy, caller.limits]);
  const limits = await core.storage.limits(caller.signal);
  const planned = (file: FileDeclaration): Promise<Planned> =>
    Promise.resolve(attempt(() => ({ plan: plan(core, caller, policy, file, limits) })));
  const plans = await mapBounded(files, BATCH_LANES, planned, core.turns());
  const admitted = await admit(core, caller, plans);
  const results = await grantAll(core, caller, admitted);
  return { serverTime: new Date(core.now()).toISOString(), results };
}

/** Whatever was counted and is not granted is given back, also where the caller leaves in the middle. */
async function grantAll(
  core: SignerCore,
  caller: Caller,
  admitted: readonly Planned[],
): Promise<CreateResponse['results']> {
  const first = Math.max(1, Math.min(FIRST_PARTS, Math.floor(FIRST_REQUESTS / admitted.length)));
  const counted = new Set(admitted);
  const giveBack = async (entries: readonly Planned[]): Promise<void> => {
    const left = entries.filter((entry) => counted.delete(entry));
    const sizes = left.flatMap((entry) => ('plan' in entry ? [entry.plan.size] : []));
    await core.limits.giveBackFiles(caller.subject, sizes);
  };
  const grantOne = async (entry: Planned): Promise<CreateResponse['results'][number]> => {
    if ('error' in entry) return refuse(caller, entry.error);
    try {
      caller.signal.throwIfAborted();
      const granted = await grant(core, caller, entry.plan, first);
      counted.delete(entry);
      return { grant: granted };
    } catch (error) {
      await giveBack([entry]);
      return refuse(caller, error);
    }
  };
  try {
    return await mapBounded(admitted, BATCH_LANES, grantOne, core.turns());
  } catch (error) {
    await giveBack([...counted]);
    throw error;
  }
}

/** A file on its way to a grant, or why it gets none. */
type Planned = { readonly plan: Upload } | { readonly error: unknown };

function attempt(work: () => Planned): Planned {
  try {
    return work();
  } catch (error) {
    return { error };
  }
}

/**
 * Counts the files that the policy allows.
 *
 * @throws SignerError `rate-limited` if that is why not one of them is granted: the whole call may then be repeated after
 *   `Retry-After`, which a single result has no place for.
 */
async function admit(
  core: SignerCore,
  caller: Caller,
  plans: readonly Planned[],
): Promise<readonly Planned[]> {
  const sizes = plans.flatMap((entry) => ('plan' in entry ? [entry.plan.size] : []));
  const shares = (await core.limits.takeFiles(caller.subject, sizes)).values();
  const admitted = plans.map((entry) => {
    const share = 'plan' in entry ? shares.next().value : undefined;
    return share?.kind === 'refused' ? { error: share.error } : entry;
  });
  const errors = admitted.map((entry) => ('error' in entry ? entry.error : undefined));
  if (!errors.every(isLimited)) return admitted;
  throw errors.reduce((a, b) => ((a.retryAfter ?? 0) < (b.retryAfter ?? 0) ? b : a));
}

function isLimited(error: unknown): error is SignerError {
  return error instanceof SignerError && error.code === 'rate-limited';
}

async function grant(
  core: SignerCore,
  caller: Caller,
  begun: Upload,
  most: number,
): Promise<Grant> {
  const handle = await core.storage.begin(begun, caller.signal);
  const upload = { ...begun, handle };
  const first = Array.from({ length: Math.min(upload.partCount, most) }, (_, i) => i + 1);
  const requests = await core.storage.sign(
    upload,
    first,
    { expiresAt: urlExpiry(core, upload), again: false },
    caller.signal,
  );
  caller.tell({ event: 'granted', upload: receiptId(upload.id), size: upload.size });
  return {
    token: core.tokens.seal(upload),
    partSize: upload.partSize,
    partCount: upload.partCount,
    integrity: core.storage.integrity(upload),
    expiresAt: new Date(upload.expiresAt * 1000).toISOString(),
    requests: [...requests],
  };
}

/** @throws SignerError `invalid-request` for a name or a type that no file system and no registry has. */
function assertSensible({ name, type }: FileDeclaration): void {
  if (name.length > MAX_NAME) {
    const message = `The file name is too long: ${name.length} characters. Give the file a name of at most ${MAX_NAME} characters.`;
    throw new SignerError('invalid-request', message);
  }
  if (type.length > MAX_TYPE) {
    const message = `The media type is too long: ${type.length} characters; at most ${MAX_TYPE} are taken.`;
    throw new SignerError('invalid-request', message);
  }
}

function plan(
  core: SignerCore,
  caller: Caller,
  policy: NamedPolicy,
  file: FileDeclaration,
  limits: StorageLimits,
): Upload {
  assertSensible(file);
  const { contentType, ext, sniff } = judge(file, [policy, caller.limits], limits.maxSize);
  const storedType = storedTypeOf(contentType, policy.inline, core.storage.presentation);
  const now = core.now();
  const keyPattern = policy.keyPattern({ ext, subject: caller.subject, now });
  assertKeyPattern(keyPattern);
  const issuedAt = Math.floor(now / 1000);
  const id = randomId();
  return {
    id,
    subject: caller.subject,
    keyPattern,
    size: file.size,
    contentType,
    ...(storedType !== contentType && { storedType }),
    name: cleanFileName(file.name),
    ...planParts(file.size, limits),
    issuedAt,
    expiresAt: issuedAt + policy.uploadTtl,
    ...(policy.name !== undefined && { policy: policy.name }),
    ...(sniff && { sniff: true as const }),
    handle: '',
    vouch: core.tokens.vouchFor(id),
  };
}
