/**
 * The two ways to talk to one Swift container: with a token, or with TempURLs that the signer makes for itself; and the
 * signing of URLs, which both need.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { encodePath } from '../../names/object-name.js';
import type { SigningKey } from './signing-key.js';
import type { SwiftAccount } from './login/account.js';
import { sendToSwift } from './http.js';
import type { Fetch } from './http.js';
import type { SwiftInfo } from './info.js';
import type { SwiftContainer, TokenContainer } from './object.js';
import { parseStorageUrl } from './place.js';
import type { StoragePlace } from './place.js';
import { tempUrl } from './temp-url.js';
import type { TempUrlDigest, TempUrlMethod } from './temp-url.js';

/** Seconds for which URLs of the signer's own live: just for one request, and for clocks that differ a little. */
const OWN_URL_TTL = 60;

/** Makes TempURLs for one container. */
export interface SwiftSigner {
  readonly container: string;
  /** Where the account is. */
  place(signal: AbortSignal): Promise<StoragePlace>;
  /** The storage URL up to `/v1`. */
  base(signal: AbortSignal): Promise<string>;
  /** @param name - decoded object name; @param expires - Unix seconds. */
  url(
    method: TempUrlMethod,
    name: string,
    expires: number,
    signal: AbortSignal,
    extra?: Readonly<Record<string, string>>,
  ): Promise<string>;
}

/** What signing depends on. */
export interface SignerSettings {
  readonly storageUrl?: string;
  readonly container: string;
  readonly key: SigningKey;
  readonly tempUrlDigest?: TempUrlDigest;
}

/** Finds the account by the storage URL given, or by the one that auth announces. */
export function swiftSigner(settings: SignerSettings, account?: SwiftAccount): SwiftSigner {
  const { container, storageUrl, key, tempUrlDigest: digest = 'sha256' } = settings;
  const fixed = storageUrl === undefined ? undefined : parseStorageUrl(storageUrl);
  /** The last one that auth announced: it hardly ever changes, and every URL asks for it. */
  let announced: { readonly storageUrl: string; readonly place: StoragePlace } | undefined;
  const place = async (signal: AbortSignal): Promise<StoragePlace> => {
    if (fixed) return fixed;
    if (account) {
      const session = await account.session(signal);
      if (announced?.storageUrl !== session.storageUrl) {
        announced = { storageUrl: session.storageUrl, place: parseStorageUrl(session.storageUrl) };
      }
      return announced.place;
    }
    throw new SignerError('invalid-option', 'Neither a storage URL nor credentials are set.');
  };
  return {
    container,
    place,
    base: async (signal) => (await place(signal)).base,
    url: async (method, name, expires, signal, extra) => {
      const { base, path } = await place(signal);
      return tempUrl(
        { method, base, path: `${path}/${container}/${name}`, expires },
        { key: await key(signal), digest },
        extra,
      );
    },
  };
}

/** The container by token. */
export function tokenContainer(
  account: Pick<SwiftAccount, 'send'>,
  container: string,
): TokenContainer {
  return {
    container,
    send: (method, name, options, signal) =>
      account.send(encodePath(`/${container}/${name}`), { method, ...options }, signal),
    ask: (path, query, request, signal) => account.send(`${path}?${query}`, request, signal),
  };
}

/** What a container by TempURLs depends on. */
export interface TempUrlContainerSettings {
  readonly signer: SwiftSigner;
  readonly fetch: Fetch;
  readonly info: (base: string, signal: AbortSignal) => Promise<SwiftInfo>;
  readonly now: () => number;
}

/** The container by TempURLs of the signer's own. */
export function tempUrlContainer(settings: TempUrlContainerSettings): SwiftContainer {
  const { signer, fetch, info, now } = settings;
  return {
    container: signer.container,
    send: async (method, name, options, signal) => {
      const { tempUrlMethods } = await info(await signer.base(signal), signal);
      // Where HEAD cannot be signed for itself, a GET signature authorises it (measured, and so on old clusters).
      const signed =
        method === 'HEAD' && tempUrlMethods.length > 0 && !tempUrlMethods.includes('HEAD')
          ? 'GET'
          : method;
      const expires = Math.floor(now() / 1000) + OWN_URL_TTL;
      const url = await signer.url(signed, name, expires, signal);
      return sendToSwift(fetch, { method, url, ...options }, signal);
    },
  };
}
