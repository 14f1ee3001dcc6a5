/**
 * CVE-2026-97149: a PUT URL must not make Swift copy another object into the one it is for. Asked of the cluster itself,
 * because distributions mend it without changing the version. The source does not exist, so nothing is copied.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { randomId } from '../../names/random-id.js';
import { encodePath } from '../../names/object-name.js';
import type { CheckResult } from '../storage.js';
import type { SwiftSigner } from './container.js';
import { sendToSwift, swiftRefusal } from './http.js';
import type { Fetch, SwiftAnswer } from './http.js';

/** What it takes to try. */
export interface CopyHoleContext {
  readonly signer: SwiftSigner;
  readonly fetch: Fetch;
  /** Milliseconds. */
  readonly now: () => number;
}

const name = 'copy by URL';

/** What an answer means. */
type Meaning = 'hole' | 'safe' | 'unknown';

/**
 * 404: Swift looked for the source, so it would have copied it. 400 is how a Swift refuses that is not affected; one that
 * ignored the header has stored an empty object (201, 202). Any other status is about something else: with 401 and 403 the
 * URL was not even taken, so nothing was learned.
 */
function meaningOf(status: number): Meaning {
  if (status === 404) return 'hole';
  return [400, 201, 202].includes(status) ? 'safe' : 'unknown';
}

/** Rejects only where the caller gives up. */
export async function checkCopyHole(
  context: CopyHoleContext,
  signal: AbortSignal,
): Promise<CheckResult> {
  const asked = await tryToCopy(context, signal);
  if (asked instanceof SignerError) return unknown(asked.message);
  switch (meaningOf(asked.status)) {
    case 'safe':
      return { name, ok: true, message: 'A URL for one object cannot copy another.' };
    case 'unknown':
      return unknown(swiftRefusal(asked, 'try it').message);
    case 'hole':
      return { name, ok: false, message: hole(asked.status) };
  }
}

function unknown(why: string): CheckResult {
  const message = `Whether a PUT URL can copy other objects (CVE-2026-97149) could not be found out: ${why} Run direct-upload-signer doctor again.`;
  return { name, ok: false, unknown: true, message };
}

function hole(status: number): string {
  return (
    'Whoever has a PUT URL can copy any object of the container into theirs, and read it ' +
    `(CVE-2026-97149; X-Copy-From was answered with ${status}): ` +
    'ask the operator for Swift 2.35.5, 2.36.4, 2.37.4, 2.38.2 or newer.'
  );
}

/** @returns the answer, or why there is none. */
async function tryToCopy(
  { signer, fetch, now }: CopyHoleContext,
  signal: AbortSignal,
): Promise<SwiftAnswer | SignerError> {
  const source = encodePath(`/${signer.container}/parts/check-${randomId()}`);
  const headers = { 'x-copy-from': source, 'x-delete-after': '600' };
  const expires = Math.floor(now() / 1000) + 60;
  try {
    const url = await signer.url('PUT', `parts/check-${randomId()}`, expires, signal);
    return await sendToSwift(fetch, { method: 'PUT', url, headers }, signal);
  } catch (error) {
    if (error instanceof SignerError) return error;
    throw error;
  }
}
