/**
 * The account: what is in it, and its metadata.
 *
 * @module
 */
import type { ClientContext } from './context.js';
import { metadataHeaders, optional, readMetadata, readNumber, removalHeaders } from './headers.js';
import type { Metadata } from './headers.js';
import { neverAborted } from './signal.js';

/** What an account says about itself. Counts lag behind by seconds. */
export interface AccountInfo {
  readonly containers: number;
  readonly objects: number;
  readonly bytes: number;
  /** Bytes, where the operator set one. */
  readonly quotaBytes?: number;
  /** Without the TempURL keys, which are at `tempUrlKeys`. */
  readonly metadata: Metadata;
}

/** See the module comment. Every call takes a signal to give up with. */
export interface AccountClient {
  info(signal?: AbortSignal): Promise<AccountInfo>;
  /** Changes what is given and keeps the rest. */
  setMetadata(metadata: Metadata, signal?: AbortSignal): Promise<void>;
  /** What is not there is fine. */
  removeMetadata(names: readonly string[], signal?: AbortSignal): Promise<void>;
}

/** The member `account` of the client. */
export function accountClient(context: ClientContext): AccountClient {
  const post = async (headers: Record<string, string>, signal: AbortSignal): Promise<void> => {
    const doing = 'change the account';
    await context.ask({ method: 'POST', path: [], headers, doing }, signal);
  };
  return {
    info: async (signal = neverAborted()) => {
      const doing = 'describe the account';
      const { headers } = await context.ask({ method: 'HEAD', path: [], doing }, signal);
      return {
        containers: readNumber(headers, 'x-account-container-count') ?? 0,
        objects: readNumber(headers, 'x-account-object-count') ?? 0,
        bytes: readNumber(headers, 'x-account-bytes-used') ?? 0,
        ...optional('quotaBytes', readNumber(headers, 'x-account-meta-quota-bytes')),
        metadata: readMetadata(headers, 'account', /^(?:temp-url-key|quota-bytes$)/),
      };
    },
    setMetadata: async (metadata, signal = neverAborted()) =>
      post(metadataHeaders('account', metadata), signal),
    removeMetadata: async (names, signal = neverAborted()) =>
      post(removalHeaders('account', names), signal),
  };
}
