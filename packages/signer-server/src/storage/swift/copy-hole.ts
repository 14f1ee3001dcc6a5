/**
 * CVE-2026-97149: a PUT URL must not make Swift copy another object into the one it is for. Asked of the cluster itself,
 * because distributions mend it without changing the version. The source does not exist, so nothing is copied.
 *
 * @module
 */
import { randomId } from '../../names/random-id.js';
import { encodePath } from '../../names/object-name.js';
import type { CheckResult } from '../storage.js';
import type { SwiftSigner } from './container.js';
import { sendToSwift, swiftRefusal } from './http.js';
import type { Fetch } from './http.js';

/** What it takes to try. */
export interface CopyHoleContext {
  readonly signer: SwiftSigner;
  readonly fetch: Fetch;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * 404: Swift looked for the source, so it would have copied it. 400 is how a Swift refuses that is not affected; other refusals
 * and a PUT that ignored the header (201, 202) copy nothing either.
 *
 * @throws SignerError where storage is in no state to tell.
 */
export async function checkCopyHole(
  { signer, fetch, now }: CopyHoleContext,
  signal: AbortSignal,
): Promise<CheckResult> {
  const name = 'copy by URL';
  const source = encodePath(`/${signer.container}/parts/check-${randomId()}`);
  const headers = { 'x-copy-from': source, 'x-delete-after': '600' };
  const expires = Math.floor(now() / 1000) + 60;
  const url = await signer.url('PUT', `parts/check-${randomId()}`, expires, signal);
  const answer = await sendToSwift(fetch, { method: 'PUT', url, headers }, signal);
  const { status } = answer;
  if (status >= 500 || status === 429 || status === 498) {
    throw swiftRefusal(answer, 'tell whether a URL for one object can copy another');
  }
  if (status !== 404) {
    return { name, ok: true, message: 'A URL for one object cannot copy another.' };
  }
  const message =
    'Whoever has a PUT URL can copy any object of the container into theirs, and read it ' +
    `(CVE-2026-97149; X-Copy-From was answered with ${status}): ` +
    'ask the operator for Swift 2.35.5, 2.36.4, 2.37.4, 2.38.2 or newer.';
  return { name, ok: false, message };
}
