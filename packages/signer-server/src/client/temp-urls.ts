/**
 * TempURLs: a right to one method on one object, or on all whose names begin alike, until a time.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { assertContainerName, assertObjectName, encodePath } from '../names/object-name.js';
import { parseStorageUrl } from '../storage/swift/place.js';
import { tempUrl } from '../storage/swift/temp-url.js';
import type { TempUrlDigest, TempUrlMethod, TempUrlParts } from '../storage/swift/temp-url.js';
import { serviceNetUrl } from './context.js';
import type { ClientContext } from './context.js';
import { neverAborted } from './signal.js';
import type { TempUrlKeysClient } from './temp-url-keys.js';

/** What a URL is to allow. */
export interface TempUrlOptions {
  /** Default: GET, which allows HEAD as well; so does PUT. */
  readonly method?: TempUrlMethod;
  readonly container: string;
  readonly name: string;
  /** Every object whose name begins so may be used in place of `name`, which need not exist. */
  readonly prefix?: string;
  /** From now on; default 600. */
  readonly seconds?: number;
  /** In place of `seconds`. */
  readonly expires?: Date;
  /** An address, or a range like `192.0.2.0/24`. */
  readonly ipRange?: string;
  /** What a browser saves the download as. */
  readonly filename?: string;
  /** Shown in the browser instead of saved. */
  readonly inline?: boolean;
  /** Writes the time as `2026-11-20T06:52:48Z` into the URL instead of as a number. */
  readonly isoDate?: boolean;
  /** By Rackspace's inner network. */
  readonly serviceNet?: boolean;
  /** Default: the container's key, else the account's. */
  readonly key?: string;
  /** Where there is no key, sets a fresh one on the container. */
  readonly createKey?: boolean;
  /** Default: sha256, or what the cluster has; sha1 has to be asked for. */
  readonly digest?: TempUrlDigest;
}

/** See the module comment. */
export interface TempUrlsClient {
  /** @throws SignerError `no-temp-url-key`; `invalid-option` where the cluster has sha1 only. */
  sign(options: TempUrlOptions, signal?: AbortSignal): Promise<string>;
}

const DEFAULT_SECONDS = 600;
/** In order of preference. */
const SAFE_DIGESTS = ['sha256', 'sha512'] as const;

/** The member `tempUrls` of the client. */
export function tempUrlsClient(context: ClientContext, keys: TempUrlKeysClient): TempUrlsClient {
  return {
    sign: async (options, signal = neverAborted()) => {
      assertOptions(options);
      const { storageUrl } = await context.session(signal);
      const place = parseStorageUrl(options.serviceNet ? serviceNetUrl(storageUrl) : storageUrl);
      const key = options.key ?? (await findKey(keys, options, signal));
      const digest = options.digest ?? (await findDigest(context, signal));
      const parent = `${place.path}/${options.container}/`;
      const url = tempUrl(claims(options, parent, context.now()), { key, digest }, extras(options));
      // What a prefix covers is signed in place of the one object that is addressed.
      return `${place.base}${encodePath(parent + options.name)}${url.slice(url.indexOf('?'))}`;
    },
  };
}

function claims(options: TempUrlOptions, parent: string, now: number): TempUrlParts {
  const { method = 'GET', name, prefix, ipRange, isoDate } = options;
  return {
    method,
    base: '',
    path: parent + (prefix ?? name),
    expires: expiryOf(options, now),
    ...(prefix !== undefined && { covers: 'prefix' }),
    ...(ipRange !== undefined && { ipRange }),
    ...(isoDate && { expiresAs: 'iso8601' }),
  };
}

function assertOptions({ container, name, prefix, filename }: TempUrlOptions): void {
  assertContainerName(container);
  assertObjectName(name);
  if (prefix !== undefined && !name.startsWith(prefix)) {
    throw new SignerError(
      'invalid-request',
      `${JSON.stringify(name)} does not begin with the prefix ${JSON.stringify(prefix)}.`,
    );
  }
  if (filename !== undefined && /[\r\n\0]/.test(filename)) {
    throw new SignerError('invalid-request', 'A file name must have no line break.');
  }
}

async function findKey(
  keys: TempUrlKeysClient,
  { container, createKey }: TempUrlOptions,
  signal: AbortSignal,
): Promise<string> {
  const own = await keys.get({ container }, signal);
  const account = own.key ?? own.key2 ?? (await accountKey(keys, signal));
  if (account !== undefined) return account;
  if (createKey) return keys.generate({ container }, signal);
  throw new SignerError(
    'no-temp-url-key',
    `Neither the container ${JSON.stringify(container)} nor the account has a TempURL key: set one, or sign with createKey.`,
  );
}

async function accountKey(
  keys: TempUrlKeysClient,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { key, key2 } = await keys.get({}, signal);
    return key ?? key2;
  } catch (error) {
    // Who may use one container need not be allowed to look at the account.
    if (error instanceof SignerError && error.code === 'forbidden') return undefined;
    throw error;
  }
}

async function findDigest(context: ClientContext, signal: AbortSignal): Promise<TempUrlDigest> {
  const { tempUrlDigests: allowed } = await context.info(signal);
  const digest =
    allowed.length === 0 ? 'sha256' : SAFE_DIGESTS.find((each) => allowed.includes(each));
  if (digest !== undefined) return digest;
  throw new SignerError(
    'invalid-option',
    `This cluster signs TempURLs with ${allowed.join(', ')} only: say digest: 'sha1' if that is acceptable.`,
  );
}

/** Unix seconds. */
function expiryOf({ seconds = DEFAULT_SECONDS, expires }: TempUrlOptions, now: number): number {
  const time = expires ? expires.getTime() / 1000 : now / 1000 + seconds;
  if (Number.isFinite(time) && time > 0) return Math.floor(time);
  throw new SignerError('invalid-request', 'A TempURL ends after some seconds, or at a Date.');
}

function extras({ filename, inline }: TempUrlOptions): Record<string, string> {
  return { ...(filename !== undefined && { filename }), ...(inline && { inline: '' }) };
}
