/**
 * Everything that reaches one Swift account, made once of the same options: for the back end, and for the commands that
 * look after it.
 *
 * @module
 */
import { httpClient } from '#runtime';
import { containerKey } from './signing-key.js';
import type { SigningKey } from './signing-key.js';
import { swiftAccount } from './login/account.js';
import type { SwiftAccount } from './login/account.js';
import { swiftSigner } from './container.js';
import type { SwiftSigner } from './container.js';
import { swiftAuth } from './login/credentials.js';
import type { Fetch } from './http.js';
import { swiftInfo } from './info.js';
import type { SwiftInfo } from './info.js';
import type { SwiftOptions } from './options.js';

/** The ways in. Nothing is asked before the first use. */
export interface SwiftAccess {
  readonly fetch: Fetch;
  /** Milliseconds. */
  readonly now: () => number;
  /** Requests with a token; none without credentials. */
  readonly account: SwiftAccount | undefined;
  readonly signer: SwiftSigner;
  /** What the cluster at this address can do. */
  readonly info: (base: string, signal: AbortSignal) => Promise<SwiftInfo>;
}

/** @throws SignerError `invalid-option` for credentials or a storage URL that cannot be. */
export function openSwift(options: SwiftOptions): SwiftAccess {
  const fetch = options.fetch ?? httpClient();
  const now = options.now ?? Date.now;
  const account =
    options.auth && swiftAccount({ ...options, auth: swiftAuth(options.auth), fetch, now });
  const key = signingKey(options, account, now);
  return {
    fetch,
    now,
    account,
    signer: swiftSigner({ ...options, key }, account),
    info: swiftInfo(fetch),
  };
}

/** The one that is set, or the container's own. */
export function signingKey(
  options: Pick<SwiftOptions, 'container' | 'tempUrlKey' | 'tempUrlKeyCache'>,
  account: SwiftAccount | undefined,
  now: () => number,
): SigningKey {
  const { container, tempUrlKey, tempUrlKeyCache: cache } = options;
  if (tempUrlKey !== undefined || !account) return () => Promise.resolve(tempUrlKey ?? '');
  return containerKey({ account, container, now, ...(cache !== undefined && { cache }) });
}
