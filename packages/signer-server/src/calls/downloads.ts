/**
 * `POST {endpoint}/downloads`: short-lived URLs for finished files. A receipt is a caller's right to its own file; anything
 * else is for the application to allow. The signer looks at each object first, so that nobody is sent to bytes that are not
 * those of the receipt.
 *
 * @module
 */
import { mapDistinct } from '../concurrency.js';
import { BATCH_LANES, refuse } from '../core.js';
import type { Caller, SignerCore } from '../core.js';
import { SignerError } from '../errors.js';
import { cleanFileName } from '../names/file-name.js';
import { assertInline } from '../policy/inline-types.js';
import { assertHarmless } from '../policy/stored-type.js';
import { PARTS_PREFIX } from '../names/part-name.js';
import type { NamedPolicy } from '../policy/policies.js';
import type { RequestedFile } from '../policy/policy.js';
import type { ReceiptClaims } from '../tokens/receipt.js';
import type { Download, DownloadEntry, DownloadsResponse } from '../wire/schema.js';
import type { ObjectState } from '../storage/storage.js';

/** One result per entry, in order; what one lacks does not touch the others. */
export async function downloads(
  core: SignerCore,
  caller: Caller,
  policy: NamedPolicy,
  entries: readonly DownloadEntry[],
): Promise<DownloadsResponse> {
  const keyOf = (entry: DownloadEntry): string => JSON.stringify(entry);
  const open = async (entry: DownloadEntry): Promise<DownloadsResponse['results'][number]> => {
    try {
      return { download: await downloadOne(core, caller, policy, entry) };
    } catch (error) {
      return refuse(caller, error);
    }
  };
  const results = await mapDistinct(entries, BATCH_LANES, keyOf, open, core.turns());
  return { serverTime: new Date(core.now()).toISOString(), results };
}

async function downloadOne(
  core: SignerCore,
  caller: Caller,
  here: NamedPolicy,
  entry: DownloadEntry,
): Promise<Download> {
  const receipt = 'receipt' in entry ? await openReceipt(core, entry.receipt) : undefined;
  // As with tokens: at whichever address, a file is under the policy it came in by.
  const policy = receipt ? receipt.policy : here;
  const claims = receipt?.claims;
  const key = claims?.upload.key ?? ('key' in entry ? entry.key : '');
  await assertAllowed(policy, caller, { key, ...(claims && { receipt: claims }) });
  const stored = await core.storage.stat(key, caller.signal);
  assertUnchanged(stored, claims);
  assertHarmless(stored.contentType, policy.inline, core.storage.presentation);
  if (entry.inline) assertShown(core, policy, stored, claims);
  const filename = cleanFileName(entry.filename ?? claims?.upload.name ?? key);
  const expiresAt = Math.floor(core.now() / 1000) + policy.downloadTtl;
  const url = await core.storage.signGet(
    key,
    { expiresAt, filename, inline: entry.inline ?? false },
    caller.signal,
  );
  const { size, contentType } = stored;
  caller.tell({ event: 'download', key, size });
  return { url, expiresAt: new Date(expiresAt * 1000).toISOString(), filename, size, contentType };
}

/** A receipt of this signer, about this storage, under a policy that there still is. */
async function openReceipt(
  core: SignerCore,
  receipt: string,
): Promise<{ readonly claims: ReceiptClaims; readonly policy: NamedPolicy }> {
  const claims = await core.receipts.open(receipt, core.now());
  const { storage, container, policy: name } = claims.upload;
  const policy = core.policies.named(name);
  if (policy && storage === core.storage.name && container === core.storage.container) {
    return { claims, policy };
  }
  throw new SignerError(
    'invalid-receipt',
    policy
      ? 'This receipt is about another storage.'
      : 'The policy of this receipt is no longer there.',
  );
}

/** A refusal is the same whether there is such a file or not. @throws SignerError `forbidden` */
async function assertAllowed(
  { download }: NamedPolicy,
  { subject, request }: Caller,
  file: Omit<RequestedFile, 'subject'>,
): Promise<void> {
  if (file.receipt?.sub === subject) return;
  const isPart = file.key.startsWith(PARTS_PREFIX);
  if (!isPart && (await download(request, { ...file, subject }))) return;
  throw new SignerError(
    'forbidden',
    file.receipt
      ? 'This receipt is somebody else’s.'
      : 'You may not download this by its key; use its receipt.',
  );
}

/** @throws SignerError `not-found` or `hash-mismatch` */
function assertUnchanged(
  stored: ObjectState | undefined,
  claims: ReceiptClaims | undefined,
): asserts stored is ObjectState {
  if (!stored) throw new SignerError('not-found', 'The file is no longer there.');
  const same =
    !claims || (stored.etag === claims.upload.etag && stored.size === claims.upload.size);
  if (same) return;
  throw new SignerError('hash-mismatch', 'Storage has other bytes now than the receipt says.');
}

/**
 * In place, whoever has the PUT URL may still replace the object, and its type with it, by a page that runs scripts.
 *
 * @throws SignerError `type-not-allowed`
 */
function assertShown(
  core: SignerCore,
  policy: NamedPolicy,
  stored: ObjectState,
  claims: ReceiptClaims | undefined,
): void {
  assertInline(stored.contentType, policy.inline);
  if (claims?.upload.finalized !== 'in-place') return;
  if (core.now() / 1000 >= claims.iat + policy.urlTtl) return;
  throw new SignerError(
    'type-not-allowed',
    `The file could still be replaced: it is shown in the browser after ${policy.urlTtl} seconds; ask without inline.`,
  );
}
