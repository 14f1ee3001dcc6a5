/**
 * The start-up check of Swift: every link from the signer to a stored object, each with one sentence that names the
 * thing and the mend. It stores nothing.
 *
 * @module
 */
import { randomId } from '../../names/random-id.js';
import { encodePath } from '../../names/object-name.js';
import type { CheckResult } from '../storage.js';
import type { SwiftAccount } from './login/account.js';
import { checkCors } from './check-cors.js';
import type { SwiftSigner } from './container.js';
import { sendToSwift } from './http.js';
import type { Fetch, SwiftAnswer } from './http.js';
import type { SwiftInfo } from './info.js';
import type { TempUrlDigest } from './temp-url.js';

/** What is checked. */
export interface SwiftCheckContext {
  readonly options: { readonly container: string; readonly tempUrlDigest?: TempUrlDigest };
  readonly signer: SwiftSigner;
  readonly account: SwiftAccount | undefined;
  readonly fetch: Fetch;
  readonly info: (base: string, signal: AbortSignal) => Promise<SwiftInfo>;
  readonly now: () => number;
  /** The pages' origins that must be able to upload. */
  readonly origins: readonly string[];
}

/** Seconds that clocks may differ: a URL of two minutes then still lives for one. */
const MOST_SKEW = 60;

/** Ends early where a broken link makes the next ones meaningless. */
export async function checkSwift(
  context: SwiftCheckContext,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const link of linksOf(context)) {
    const result = await settle(link.name, link.check(context, signal), signal);
    results.push(result);
    if (!result.ok) return results;
  }
  for (const origin of context.origins) {
    const check = checkCors(context, origin, signal);
    results.push(await settle(`cors ${origin}`, check, signal));
  }
  return results;
}

/** One link of the chain. */
interface Link {
  readonly name: string;
  readonly check: (context: SwiftCheckContext, signal: AbortSignal) => Promise<CheckResult>;
}

/** A container key is unknown where its container is: so the container first, where a token can tell. */
function linksOf({ account }: SwiftCheckContext): readonly Link[] {
  const container = { name: 'container', check: checkContainer };
  return [
    { name: 'account', check: checkAccount },
    { name: 'clock', check: checkClock },
    ...(account ? [container] : []),
    { name: 'digest', check: checkDigest },
    { name: 'key', check: checkKey },
    ...(account ? [] : [container]),
  ];
}

/** A link that cannot even be looked at is a failed one. */
export async function settle(
  name: string,
  link: Promise<CheckResult>,
  signal: AbortSignal,
): Promise<CheckResult> {
  try {
    return await link;
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { name, ok: false, message };
  }
}

async function checkAccount(context: SwiftCheckContext, signal: AbortSignal): Promise<CheckResult> {
  const name = 'account';
  if (context.account) {
    const { storageUrl } = await context.account.session(signal);
    return { name, ok: true, message: `Logged in; the account is at ${storageUrl}.` };
  }
  const base = await context.signer.base(signal);
  await sendToSwift(context.fetch, { method: 'GET', url: `${base}/info` }, signal);
  return { name, ok: true, message: `Storage at ${base} answers.` };
}

async function checkDigest(context: SwiftCheckContext, signal: AbortSignal): Promise<CheckResult> {
  const name = 'digest';
  const digest = context.options.tempUrlDigest ?? 'sha256';
  const info = await context.info(await context.signer.base(signal), signal);
  if (info.tempUrl === false) {
    const message = 'This Swift has no TempURL: ask its operator to enable the tempurl middleware.';
    return { name, ok: false, message };
  }
  const known = info.tempUrlDigests;
  if (known.length > 0 && !known.includes(digest)) {
    const message = `This Swift takes no ${digest} signatures, only ${known.join(', ')}: set SWIFT_TEMP_URL_DIGEST.`;
    return { name, ok: false, message };
  }
  return { name, ok: true, message: `Signatures are ${digest}.` };
}

/** HEAD of a name that does not exist: 404 if the signature is good (also without the container), else 401. */
async function checkKey(context: SwiftCheckContext, signal: AbortSignal): Promise<CheckResult> {
  const name = 'key';
  const answer = await probe(context, 'HEAD', {}, signal);
  if (answer.status === 401) {
    const message =
      'Storage refuses URLs signed with this TempURL key (401): compare SWIFT_TEMP_URL_KEY with the ' +
      `Temp-URL-Key of the container ${JSON.stringify(context.options.container)} (does it exist?) or of the account; ` +
      'a key set within the last minute may not be known everywhere yet.';
    return { name, ok: false, message };
  }
  if (answer.status !== 404 && answer.status !== 200) {
    const message = `A signed HEAD was answered with ${answer.status} instead of 404.`;
    return { name, ok: false, message };
  }
  return { name, ok: true, message: 'Storage accepts the TempURL key.' };
}

/**
 * With a token: HEAD. With a key alone: an empty PUT that announces a wrong MD5, which is refused with 422 where the
 * container exists and with 404 where it does not (measured); nothing is stored either way.
 */
async function checkContainer(
  context: SwiftCheckContext,
  signal: AbortSignal,
): Promise<CheckResult> {
  const name = 'container';
  const { container } = context.options;
  const answer = context.account
    ? await context.account.send(encodePath(`/${container}`), { method: 'HEAD' }, signal)
    : await probe(context, 'PUT', { etag: '0'.repeat(32) }, signal);
  if (answer.status === 404) {
    const message = `There is no container ${JSON.stringify(container)}: create it (direct-upload-signer init) or correct SWIFT_CONTAINER.`;
    return { name, ok: false, message };
  }
  if (answer.status === 403) {
    const message = `These credentials may not read the container ${JSON.stringify(container)} (403): give them read and write access.`;
    return { name, ok: false, message };
  }
  const good = answer.status === 422 || (answer.status >= 200 && answer.status < 300);
  const message = good
    ? `The container ${JSON.stringify(container)} is there.`
    : `The container ${JSON.stringify(container)} was answered with ${answer.status}.`;
  return { name, ok: good, message };
}

async function checkClock(context: SwiftCheckContext, signal: AbortSignal): Promise<CheckResult> {
  const name = 'clock';
  // Unsigned: with a clock that is behind, whatever is signed has expired, and the key would be blamed.
  const url = `${await context.signer.base(signal)}/info`;
  const answer = await sendToSwift(context.fetch, { method: 'GET', url }, signal);
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  const skew = Math.round(Math.abs(context.now() - theirs) / 1000);
  if (skew > MOST_SKEW) {
    const message = `The clocks of this machine and of storage differ by ${skew} s, so URLs expire too early or too late: set the clock (NTP).`;
    return { name, ok: false, message };
  }
  return { name, ok: true, message: 'The clocks agree.' };
}

/** A signed request for a name that nobody has. */
async function probe(
  context: SwiftCheckContext,
  method: 'HEAD' | 'PUT',
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SwiftAnswer> {
  const expires = Math.floor(context.now() / 1000) + 60;
  const url = await context.signer.url(method, `parts/check-${randomId()}`, expires, signal);
  return sendToSwift(context.fetch, { method, url, headers }, signal);
}
