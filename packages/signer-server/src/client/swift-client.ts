/**
 * A client for OpenStack Swift and Rackspace Cloud Files: what an operator or a program of yours does with accounts,
 * containers and objects. One login for everything, renewed when it ends.
 *
 * @module
 * @example
 * const storage = swiftClient({
 *   auth: { url: 'https://storage.example/auth/v1.0', user: 'account:user', key: '…' },
 * });
 * await storage.containers.create('reports');
 * await storage.objects.upload('reports', '2026/may.pdf', { path: 'may.pdf' });
 */
import { keepAliveFetch } from '../runtime/keep-alive-fetch.js';
import { swiftAccount } from '../storage/swift/login/account.js';
import { swiftAuth } from '../storage/swift/login/credentials.js';
import type { SwiftCredentials } from '../storage/swift/login/credentials.js';
import type { Fetch } from '../storage/swift/http.js';
import { accountClient } from './account.js';
import type { AccountClient } from './account.js';
import { cdnClient } from './cdn.js';
import type { CdnClient } from './cdn.js';
import { containersClient } from './containers.js';
import type { ContainersClient } from './containers.js';
import { clientContext } from './context.js';
import { objectUrl } from './object-url.js';
import type { ObjectUrl, UrlOptions } from './object-url.js';
import { objectsClient } from './objects.js';
import type { ObjectsClient } from './objects.js';
import { tempUrlKeysClient } from './temp-url-keys.js';
import type { TempUrlKeysClient } from './temp-url-keys.js';
import { tempUrlsClient } from './temp-urls.js';
import type { TempUrlsClient } from './temp-urls.js';

/** Who asks, and where. */
export interface SwiftClientOptions {
  /** v1 auth, Keystone v3, Identity v2.0 (Rackspace), or a login of your own. */
  readonly auth: SwiftCredentials;
  /** In place of that of `auth`, for logins with a catalogue. */
  readonly region?: string;
  /** In place of the one that the login announces. */
  readonly storageUrl?: string;
  /** Sends requests by Rackspace's inner network; URLs for others stay public. Default: false. */
  readonly serviceNet?: boolean;
  /** How `url()` makes URLs. */
  readonly urls?: UrlOptions;
  /** Default: one of the package's own, which keeps connections and takes streams. */
  readonly fetch?: Fetch;
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

/** All that it does, by what it is done to. Errors are `SignerError`s with a `code` and Swift's `transactionId`. */
export interface SwiftClient {
  readonly account: AccountClient;
  readonly containers: ContainersClient;
  readonly objects: ObjectsClient;
  readonly tempUrlKeys: TempUrlKeysClient;
  readonly tempUrls: TempUrlsClient;
  readonly cdn: CdnClient;
  readonly url: ObjectUrl;
}

/** Nothing is asked before the first call. @throws SignerError `invalid-option` for credentials that cannot work. */
export function swiftClient(options: SwiftClientOptions): SwiftClient {
  const fetch = options.fetch ?? keepAliveFetch();
  const now = options.now ?? Date.now;
  const { region, storageUrl, serviceNet = false } = options;
  const credentials =
    region !== undefined && 'authUrl' in options.auth ? { ...options.auth, region } : options.auth;
  const account = swiftAccount({
    auth: swiftAuth(credentials),
    fetch,
    now,
    ...(storageUrl !== undefined && { storageUrl }),
  });
  const context = clientContext({ account, fetch, now, serviceNet });
  const tempUrlKeys = tempUrlKeysClient(context);
  const tempUrls = tempUrlsClient(context, tempUrlKeys);
  const cdn = cdnClient(context);
  return {
    account: accountClient(context),
    containers: containersClient(context),
    objects: objectsClient(context),
    tempUrlKeys,
    tempUrls,
    cdn,
    url: objectUrl(context, { cdn, tempUrls }, options.urls ?? {}),
  };
}
