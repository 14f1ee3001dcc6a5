/**
 * OpenStack Swift (and what speaks its API) as a {@link Storage}. With credentials, parts are copied to a final name no
 * URL ever covered; with a TempURL key alone, files are uploaded in place. Which of the two is decided when an upload
 * begins and travels in its token.
 *
 * @module
 * @example
 * const storage = swift({
 *   auth: { url: 'https://storage.example/auth/v1.0', user: 'account:user', key: '…' },
 *   container: 'uploads',
 *   tempUrlKey: '…',
 * });
 */
import { SignerError } from '../errors.js';
import type { PartRecord, SignedRequest } from '../schema.js';
import { keepAliveFetch } from './keep-alive-fetch.js';
import { assertContainerName, assertObjectName } from './object-name.js';
import type { SignOptions, Storage, Upload } from './storage.js';
import { swiftAccount } from './swift-auth.js';
import type { SwiftAuth } from './swift-auth.js';
import { checkSwift } from './swift-check.js';
import { completeByCopy, copiedParts, partName } from './swift-copy.js';
import type { Fetch } from './swift-http.js';
import { abortInPlace, assertUnfinished, completeInPlace } from './swift-in-place.js';
import type { InPlaceHandle } from './swift-in-place.js';
import { swiftInfo } from './swift-info.js';
import { deleteObject, headObject } from './swift-object.js';
import type { SwiftContainer } from './swift-object.js';
import { swiftSigner, tempUrlContainer, tokenContainer } from './swift-container.js';
import type { SwiftSigner } from './swift-container.js';
import { TEMP_URL_DIGESTS } from './temp-url.js';
import type { TempUrlDigest } from './temp-url.js';

/** Where the container is, and with what right. */
export interface SwiftOptions {
  /** `https://storage.example/v1/AUTH_account`; may be left out where `auth` announces it. */
  readonly storageUrl?: string;
  /** Credentials that may read and write the container. Without them uploads are finished in place. */
  readonly auth?: SwiftAuth;
  readonly container: string;
  /** `X-Container-Meta-Temp-URL-Key` (preferred) or `X-Account-Meta-Temp-URL-Key`. */
  readonly tempUrlKey: string;
  /** Default: sha256. */
  readonly tempUrlDigest?: TempUrlDigest;
  /** Default: one of the package's own, which keeps connections also after HEAD. */
  readonly fetch?: Fetch;
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

/** Everything the members below share. */
interface SwiftContext {
  readonly signer: SwiftSigner;
  /** For the signer's own requests: by token, or by TempURLs. */
  readonly own: SwiftContainer;
  readonly hasToken: boolean;
  readonly now: () => number;
}

/** Parts outlive their token by this many seconds, so that a completion in the last second finds them. */
const PART_MARGIN = 3600;

/** @throws SignerError `invalid-option` if an option is missing or makes no sense. */
export function swift(options: SwiftOptions): Storage {
  assertOptions(options);
  const fetch = options.fetch ?? keepAliveFetch();
  const now = options.now ?? Date.now;
  const account = options.auth && swiftAccount(options.auth, fetch, options.storageUrl);
  const info = swiftInfo(fetch);
  const signer = swiftSigner(options, account);
  const own = account
    ? tokenContainer(account, options.container)
    : tempUrlContainer({ signer, fetch, info, now });
  const context: SwiftContext = { signer, own, hasToken: account !== undefined, now };

  return {
    name: 'swift',
    container: options.container,
    integrity: 'md5-etag',
    limits: async (signal) => {
      const { maxFileSize } = await info(await signer.origin(signal), signal);
      return { maxSize: maxFileSize, maxPartSize: maxFileSize, maxParts: 1 };
    },
    begin: async (_, signal) => {
      if (context.hasToken) return 'copy';
      const { tempUrlMethods } = await info(await signer.origin(signal), signal);
      return tempUrlMethods.includes('POST') ? 'in-place+post' : 'in-place';
    },
    sign: (upload, partNumbers, options_, signal) =>
      signParts(context, upload, partNumbers, options_, signal),
    parts: (upload, signal) => storedParts(context, upload, signal),
    complete: (upload, parts, signal) => {
      const [part] = parts;
      if (!part) throw new SignerError('part-missing', 'No part is reported.');
      return isCopy(context, upload)
        ? completeByCopy(own, upload, part, signal)
        : completeInPlace(own, upload, part, signal);
    },
    abort: (upload, signal) =>
      isCopy(context, upload)
        ? deleteObject(own, partName(upload, 1), signal)
        : abortInPlace(own, upload, signal),
    signGet: (key, { expiresAt, filename }, signal) => {
      assertObjectName(key);
      const extra = filename === undefined ? {} : { filename };
      return signer.url('GET', key, expiresAt, signal, extra);
    },
    check: (origins, signal) =>
      checkSwift({ options, signer, account, fetch, info, now, origins }, signal),
  };
}

function assertOptions({
  storageUrl,
  auth,
  container,
  tempUrlKey,
  tempUrlDigest,
}: SwiftOptions): void {
  assertContainerName(container);
  if (!storageUrl && !auth) {
    throw new SignerError(
      'invalid-option',
      'swift() needs storageUrl or auth to find the account.',
    );
  }
  if (tempUrlKey === '') {
    throw new SignerError('invalid-option', 'swift() needs tempUrlKey, the key that signs URLs.');
  }
  if (tempUrlDigest !== undefined && !TEMP_URL_DIGESTS.includes(tempUrlDigest)) {
    throw new SignerError(
      'invalid-option',
      `tempUrlDigest must be one of ${TEMP_URL_DIGESTS.join(', ')}.`,
    );
  }
}

/** How this upload was begun; the settings may have changed since. */
function isCopy({ hasToken }: SwiftContext, { handle }: Upload): boolean {
  if (handle === 'copy' && hasToken) return true;
  const inPlace: readonly string[] = ['in-place', 'in-place+post'] satisfies InPlaceHandle[];
  if (inPlace.includes(handle)) return false;
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
  const byCopy = isCopy(context, upload);
  if (again && !byCopy) await assertUnfinished(context.own, upload, signal);
  const deleteAfter = upload.expiresAt + PART_MARGIN - Math.floor(context.now() / 1000);
  const headers = {
    'content-type': upload.contentType,
    ...(upload.handle !== 'in-place' && { 'x-delete-after': String(deleteAfter) }),
  };
  return Promise.all(
    partNumbers.map(async (partNumber) => {
      const name = byCopy ? partName(upload, partNumber) : upload.key;
      return {
        partNumber,
        method: 'PUT' as const,
        url: await context.signer.url('PUT', name, expiresAt, signal),
        headers,
        expiresAt: new Date(expiresAt * 1000).toISOString(),
      };
    }),
  );
}

async function storedParts(
  context: SwiftContext,
  upload: Upload,
  signal: AbortSignal,
): Promise<readonly PartRecord[]> {
  if (isCopy(context, upload)) return copiedParts(context.own, upload, signal);
  const object = await headObject(context.own, upload.key, signal);
  return object ? [{ partNumber: 1, size: object.size, etag: object.etag }] : [];
}
