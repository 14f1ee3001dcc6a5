/**
 * How a signer logs in to Swift, as a port: v1 auth is in `v1-auth.ts`, Keystone in `keystone.ts`, and an application may
 * bring a way of its own. Tokens are kept and renewed in `account.ts`.
 *
 * @module
 */
import type { Fetch } from '../../storage-http.js';

/** Port: any way to get a token. */
export interface SwiftAuth {
  /** @throws SignerError `storage-refused` for wrong credentials, `storage-unavailable` if nobody answers. */
  logIn(context: LoginContext, signal: AbortSignal): Promise<SwiftLogin>;
}

/** What a login may use. */
export interface LoginContext {
  readonly fetch: Fetch;
  /** Known already: then where the account is need not be found out. */
  readonly storageUrl?: string;
}

/** What a login gives. */
export interface SwiftLogin {
  readonly token: string;
  /** `https://storage.example/v1/AUTH_account`. */
  readonly storageUrl: string;
  /** Where Rackspace's CDN is managed, on accounts that have it. */
  readonly cdnUrl?: string;
  /** Seconds from now until the token ends; unknown if it does not say. */
  readonly lifetime?: number;
}
