/**
 * OpenStack Swift (and what speaks its API) as a {@link Storage}. With credentials, one part is copied to a final name no
 * URL ever covered, and more are put together there by a manifest; with a TempURL key alone, files are uploaded in
 * place. Which of the three is decided when an upload begins and travels in its token.
 *
 * @module
 * @example
 * const storage = swift({
 *   auth: { url: 'https://storage.example/auth/v1.0', user: 'account:user', key: '…' },
 *   container: 'uploads',
 *   tempUrlKey: '…',
 * });
 */
import { SignerError } from '../../errors.js';
import type { SignedRequest } from '../../wire/schema.js';
import { assertObjectName } from '../../names/object-name.js';
import { PART_MARGIN } from '../../names/part-name.js';
import { typeToStore } from '../storage.js';
import type { SignOptions, Storage, Upload } from '../storage.js';
import { openSwift } from './access.js';
import { checkSwift } from './check.js';
import { checkCopyHole } from './copy-hole.js';
import type { SwiftCompletion, SwiftHandle } from './completion.js';
import { tempUrlContainer, tokenContainer } from './container.js';
import type { SwiftSigner } from './container.js';
import { copyCompletion } from './copy.js';
import { inPlaceCompletion } from './in-place.js';
import type { SwiftInfo } from './info.js';
import { swiftLimits } from './limits.js';
import { manifestCompletion } from './manifest.js';
import { headObject } from './object.js';
import { assertSwiftOptions } from './options.js';
import type { SwiftOptions } from './options.js';

/** Everything the members below share. */
interface SwiftContext {
  readonly signer: SwiftSigner;
  readonly info: (signal: AbortSignal) => Promise<SwiftInfo>;
  readonly hasToken: boolean;
  /** The ways that these settings can go. */
  readonly ways: Readonly<Partial<Record<SwiftHandle, SwiftCompletion>>>;
  readonly now: () => number;
}

/** @throws SignerError `invalid-option` if an option is missing or makes no sense. */
export function swift(options: SwiftOptions): Storage {
  assertSwiftOptions(options);
  const access = openSwift(options);
  const { fetch, now, account, signer, info: infoAt } = access;
  const info = async (signal: AbortSignal): Promise<SwiftInfo> =>
    infoAt(await signer.base(signal), signal);
  const token = account && tokenContainer(account, options.container);
  const own = token ?? tempUrlContainer({ signer, fetch, info: infoAt, now });
  const inPlace = inPlaceCompletion(own);
  const bulkDeletes = async (signal: AbortSignal) => (await info(signal)).maxBulkDeletes;
  const ways = {
    'in-place': inPlace,
    'in-place+post': inPlace,
    ...(token && {
      copy: copyCompletion(token),
      manifest: manifestCompletion(token, bulkDeletes),
    }),
  };
  const context: SwiftContext = { signer, info, hasToken: token !== undefined, ways, now };

  return {
    name: 'swift',
    container: options.container,
    presentation: 'open',
    integrity: () => 'md5-etag',
    limits: async (signal) =>
      swiftLimits(await info(signal), { hasToken: context.hasToken, partSize: options.partSize }),
    begin: (upload, signal) => begin(context, upload, signal),
    sign: (upload, partNumbers, options_, signal) =>
      signParts(context, upload, partNumbers, options_, signal),
    parts: (upload, signal) => wayOf(context, upload).parts(upload, signal),
    complete: (upload, parts, signal, inspection) =>
      wayOf(context, upload).complete(upload, parts, signal, inspection),
    abort: (upload, signal) => wayOf(context, upload).abort(upload, signal),
    stat: async (key, signal) => {
      assertObjectName(key);
      const object = await headObject(own, key, signal);
      return object && { size: object.size, etag: object.etag, contentType: object.contentType };
    },
    signGet: (key, { expiresAt, filename, inline }, signal) => {
      assertObjectName(key);
      // Swift asks whether `inline` is there, whatever its value.
      const extra = { ...(filename !== undefined && { filename }), ...(inline && { inline: '' }) };
      return signer.url('GET', key, expiresAt, signal, extra);
    },
    check: (origins, signal) => checkSwift({ ...access, options, origins }, signal),
    hazards: async (signal) => [await checkCopyHole(access, signal)],
  };
}

/** What the token is to remember. */
async function begin(
  { hasToken, info }: SwiftContext,
  upload: Upload,
  signal: AbortSignal,
): Promise<SwiftHandle> {
  if (hasToken) return upload.partCount === 1 ? 'copy' : 'manifest';
  const { tempUrlMethods } = await info(signal);
  return tempUrlMethods.includes('POST') ? 'in-place+post' : 'in-place';
}

/** How this upload was begun; the settings may have changed since. */
function wayOf({ ways }: SwiftContext, { handle }: Upload): SwiftCompletion {
  const way = Object.hasOwn(ways, handle) ? ways[handle as SwiftHandle] : undefined;
  if (way) return way;
  throw new SignerError(
    'invalid-token',
    'This upload was begun with other storage settings. Start it again with a new grant.',
  );
}

async function signParts(
  context: SwiftContext,
  upload: Upload,
  partNumbers: readonly number[],
  { expiresAt, again }: SignOptions,
  signal: AbortSignal,
): Promise<readonly SignedRequest[]> {
  const way = wayOf(context, upload);
  if (again) await way.assertUnfinished(upload, signal);
  const deleteAfter = upload.expiresAt + PART_MARGIN - Math.floor(context.now() / 1000);
  const headers = {
    'content-type': typeToStore(upload),
    // Without POST nobody could take the expiry back.
    ...(upload.handle !== 'in-place' && { 'x-delete-after': String(deleteAfter) }),
  };
  return Promise.all(
    partNumbers.map(async (partNumber) => ({
      partNumber,
      method: 'PUT' as const,
      url: await context.signer.url('PUT', way.partName(upload, partNumber), expiresAt, signal),
      headers,
      expiresAt: new Date(expiresAt * 1000).toISOString(),
    })),
  );
}
