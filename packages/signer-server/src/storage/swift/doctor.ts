/**
 * What is looked at besides the start-up check, by someone who has time: it stores an object and deletes it again, and
 * asks what only an owner of the account may see. Every finding names the thing and the mend.
 *
 * @module
 */
import { bareEtag } from '../bare-etag.js';
import { hash } from '#runtime';
import { z } from 'zod';
import { formatBytes } from '../../format.js';
import { parseJson } from '../../parse.js';
import { randomId } from '../../names/random-id.js';
import { PARTS_PREFIX } from '../../names/part-name.js';
import { encodePath } from '../../names/object-name.js';
import { examineCertificate } from '../certificate.js';
import type { Finding } from '../finding.js';
import { CONTAINER_KEYS } from './signing-key.js';
import type { SwiftAccount } from './login/account.js';
import type { SwiftCheckContext } from './check.js';
import { checkCopyHole } from './copy-hole.js';
import { sendToSwift } from './http.js';
import type { SwiftAnswer, SwiftRequest } from './http.js';
import type { TempUrlMethod } from './temp-url.js';

/** Looks at one thing; nothing where it does not apply. */
export type Examination = (
  context: DoctorContext,
  signal: AbortSignal,
) => Promise<Finding | undefined>;

/** The context of the start-up check, and the key that is set. */
export interface DoctorContext extends SwiftCheckContext {
  /** `SWIFT_TEMP_URL_KEY`; undefined where the container's own is read. */
  readonly tempUrlKey: string | undefined;
}

/** Characters of a key that was made with care: 32 hex digits are 128 bits. */
const SHORTEST_KEY = 32;

/** A key that nobody guesses. */
export function isStrongKey(key: string): boolean {
  return key.length >= SHORTEST_KEY;
}

/** Whose key it is, and how good. */
const examineKeyLevel: Examination = async ({ account, options, tempUrlKey }, signal) => {
  if (!account) return undefined;
  const name = 'key strength';
  const own = await metadata(account, encodePath(`/${options.container}`), signal);
  const key = tempUrlKey ?? own.get(CONTAINER_KEYS.signs) ?? '';
  const containerKeys = [own.get(CONTAINER_KEYS.signs), own.get(CONTAINER_KEYS.other)];
  if (!containerKeys.includes(key)) {
    const message =
      'SWIFT_TEMP_URL_KEY is a key of the whole account: whoever gets hold of it can read and write every container. Unset it; ' +
      'a signer with credentials uses the key of the container.';
    // Only where there is none yet is there anything to do for a program.
    return { name, status: 'warn', message, ...(!containerKeys[0] && { mend: 'setup' as const }) };
  }
  if (!isStrongKey(key)) {
    const message = `The Temp-URL-Key has ${key.length} characters, which can be guessed: direct-upload-signer keys rotate makes a good one.`;
    return { name, status: 'warn', message };
  }
  return { name, status: 'ok', message: 'The key is the container’s own, and long enough.' };
};

/** PUT with a MD5, HEAD, DELETE, as a page and the signer do; and whether there is room for it. */
const examineRoundTrip: Examination = async (context, signal) => {
  const name = 'round trip';
  const object = `parts/check-${randomId()}`;
  const body = randomId();
  const etag = hash('md5', body, 'hex');
  const headers = { etag, 'x-delete-after': '600' };
  const put = await signed(context, object, { method: 'PUT', headers, body }, signal);
  if (put.status === 413 && /quota/i.test(put.body)) return fullQuota(context, signal);
  if (put.status !== 201) return broken(name, 'PUT', put);
  const head = await signed(context, object, { method: 'HEAD' }, signal);
  const same = bareEtag(head.headers.get('etag') ?? '') === etag;
  if (head.status !== 200 || !same) return broken(name, 'HEAD', head);
  const removed = context.account
    ? await context.account.send(path(context, object), { method: 'DELETE' }, signal)
    : await signed(context, object, { method: 'DELETE' }, signal);
  if (removed.status !== 204) return broken(name, 'DELETE', removed);
  return { name, status: 'ok', message: 'An object was stored, looked at and deleted.' };
};

function broken(name: string, method: string, { status }: SwiftAnswer): Finding {
  const message = `A ${method} of a test object was answered with ${status}: look for it in the log of Swift’s proxy.`;
  return { name, status: 'fail', message };
}

async function fullQuota(
  { account, options }: DoctorContext,
  signal: AbortSignal,
): Promise<Finding> {
  const own = account && (await metadata(account, encodePath(`/${options.container}`), signal));
  const quota = own?.get('x-container-meta-quota-bytes');
  const used = Number(own?.get('x-container-bytes-used') ?? Number.NaN);
  const size = quota ? ` (${formatBytes(used)} of ${formatBytes(Number(quota))})` : '';
  const message =
    `The quota of the container ${JSON.stringify(options.container)} or of its account is used up${size}: raise it ` +
    "(swift post CONTAINER -H 'X-Container-Meta-Quota-Bytes: …'), or delete what is not needed.";
  return { name: 'quota', status: 'fail', message };
}

/** Whether a URL reaches other objects, too. */
const examineCopyHole: Examination = async (context, signal) => {
  const { name, ok, unknown, message } = await checkCopyHole(context, signal);
  return { name, status: ok ? 'ok' : unknown ? 'warn' : 'fail', message };
};

/** SHA-1, which newer Swift refuses, on one that still takes it. */
const examineDigest: Examination = async ({ info, signer, options }, signal) => {
  const { deprecatedDigests } = await info(await signer.base(signal), signal);
  const digest = options.tempUrlDigest ?? 'sha256';
  if (!deprecatedDigests.includes(digest)) return undefined;
  const message = `Signatures are ${digest}, which this Swift will stop taking: unset SWIFT_TEMP_URL_DIGEST for sha256.`;
  return { name: 'deprecated digest', status: 'warn', message };
};

/** Whether big files can be sent. */
const examineParts: Examination = async (context, signal) => {
  const name = 'parts';
  const { slo } = await context.info(await context.signer.base(signal), signal);
  if (context.account && slo) {
    return { name, status: 'ok', message: `Big files travel in up to ${slo.maxSegments} parts.` };
  }
  const why = context.account ? 'this Swift does not say it has SLO' : 'there are no credentials';
  const message = `Files go in one piece, 5 GiB at most, because ${why}.`;
  return { name, status: 'warn', message };
};

/** A page on https cannot send to http, and everybody on the way reads along. */
const examineTransport: Examination = async ({ signer }, signal) => {
  const { protocol, hostname } = new URL(await signer.base(signal));
  const name = 'transport';
  const local = /^(?:localhost|127\.|\[::1\])/.test(hostname);
  if (protocol === 'https:' || local) {
    return { name, status: 'ok', message: `Storage at ${hostname} is reached safely.` };
  }
  const message = `Storage at ${hostname} is plain http: pages on https cannot send there. Use its https address (SWIFT_STORAGE_URL).`;
  return { name, status: 'warn', message };
};

/** Of the address that browsers use. */
const examineTls: Examination = async ({ signer, now }, signal) =>
  examineCertificate(await signer.base(signal), now(), signal);

/**
 * What is past its time answers 404 at once, and is listed and paid for until the expirer has been there (measured). By
 * default that is 5 minutes; a day is a sign that none is running.
 */
const examineExpirer: Examination = async ({ account, options, now }, signal) => {
  if (!account) return undefined;
  const name = 'expirer';
  const query = new URLSearchParams({ format: 'json', prefix: PARTS_PREFIX, limit: '100' });
  const container = encodePath(`/${options.container}`);
  const answer = await account.send(`${container}?${query.toString()}`, { method: 'GET' }, signal);
  const old = (parseJson(listing, answer.body) ?? []).filter(
    ({ last_modified: at }) => now() - at > DAY,
  );
  for (const part of old.slice(0, 10)) {
    const place = encodePath(`/${options.container}/${part.name}`);
    const { status } = await account.send(place, { method: 'HEAD' }, signal);
    if (status !== 404) continue;
    const message = `${JSON.stringify(part.name)} is past its time and still takes up room: no object-expirer seems to run. Ask the operator.`;
    return { name, status: 'warn', message };
  }
  return { name, status: 'ok', message: 'Nothing that is past its time is left.' };
};

/** Milliseconds. */
const DAY = 86_400_000;

/** `2026-11-20T06:52:48.123450`, in UTC without saying so. */
const listing = z.array(
  z.object({ name: z.string(), last_modified: z.string().transform((at) => Date.parse(`${at}Z`)) }),
);

/** In this order; each stands for itself. */
export const EXAMINATIONS: readonly Examination[] = [
  examineTransport,
  examineTls,
  examineKeyLevel,
  examineDigest,
  examineParts,
  examineRoundTrip,
  examineCopyHole,
  examineExpirer,
];

/** HEAD of the container; what is missing reads as nothing. */
async function metadata(
  account: SwiftAccount,
  place: string,
  signal: AbortSignal,
): Promise<Headers> {
  return (await account.send(place, { method: 'HEAD' }, signal)).headers;
}

function path({ options }: DoctorContext, object: string): string {
  return encodePath(`/${options.container}/${object}`);
}

/** A request by a URL of its own, as a page makes it. */
async function signed(
  { signer, fetch, now }: DoctorContext,
  object: string,
  request: Omit<SwiftRequest, 'url'> & { readonly method: TempUrlMethod },
  signal: AbortSignal,
): Promise<SwiftAnswer> {
  const expires = Math.floor(now() / 1000) + 60;
  const url = await signer.url(request.method, object, expires, signal);
  return sendToSwift(fetch, { ...request, url }, signal);
}
