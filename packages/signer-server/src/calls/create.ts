/**
 * `POST {endpoint}`: judges each file, and hands out a plan with the first signed requests, so that a whole batch of
 * small files costs one call.
 *
 * @module
 */
import { mapBounded } from '../concurrency.js';
import { BATCH_LANES, refuse, urlExpiry } from '../core.js';
import type { Caller, SignerCore } from '../core.js';
import { cleanFileName } from '../file-name.js';
import { randomId } from '../object-key.js';
import { planParts } from '../plan.js';
import { assertFileCount, judge } from '../policy.js';
import type { CreateResponse, FileDeclaration, Grant } from '../schema.js';
import { assertObjectName } from '../storage/object-name.js';
import type { StorageLimits, Upload } from '../storage/storage.js';

/** Parts whose requests come with the grant: what a browser sends at once, and as many more to go on with. */
const FIRST_PARTS = 12;

/** @throws SignerError `too-many` for the call as a whole; a file's own refusal is its result. */
export async function create(
  core: SignerCore,
  caller: Caller,
  files: readonly FileDeclaration[],
): Promise<CreateResponse> {
  assertFileCount(files.length, core.policy);
  const limits = await core.storage.limits(caller.signal);
  const results = await mapBounded(files, BATCH_LANES, async (file) => {
    try {
      return { grant: await grant(core, caller, file, limits) };
    } catch (error) {
      return refuse(caller, error);
    }
  });
  return { serverTime: new Date(core.now()).toISOString(), results };
}

async function grant(
  core: SignerCore,
  caller: Caller,
  file: FileDeclaration,
  limits: StorageLimits,
): Promise<Grant> {
  const begun = plan(core, caller, file, limits);
  const handle = await core.storage.begin(begun, caller.signal);
  const upload = { ...begun, handle };
  const first = Array.from({ length: Math.min(upload.partCount, FIRST_PARTS) }, (_, i) => i + 1);
  const requests = await core.storage.sign(
    upload,
    first,
    { expiresAt: urlExpiry(core, upload), again: false },
    caller.signal,
  );
  caller.tell({ event: 'granted', key: upload.key, size: upload.size });
  return {
    token: await core.tokens.seal(upload),
    key: upload.key,
    partSize: upload.partSize,
    partCount: upload.partCount,
    integrity: core.storage.integrity,
    expiresAt: new Date(upload.expiresAt * 1000).toISOString(),
    requests: [...requests],
  };
}

function plan(
  core: SignerCore,
  caller: Caller,
  file: FileDeclaration,
  limits: StorageLimits,
): Upload {
  const { contentType, ext } = judge(file, core.policy, limits.maxSize);
  const now = core.now();
  const key = core.makeKey({ ext, subject: caller.subject, now });
  assertObjectName(key);
  const issuedAt = Math.floor(now / 1000);
  return {
    id: randomId(),
    subject: caller.subject,
    key,
    size: file.size,
    contentType,
    name: cleanFileName(file.name),
    ...planParts(file.size, limits),
    issuedAt,
    expiresAt: issuedAt + core.policy.uploadTtl,
    handle: '',
  };
}
