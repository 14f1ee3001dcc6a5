/**
 * The keys that sign TempURLs: two of the account and two of each container, so that one can be changed while URLs of the
 * other still work. What was read is remembered for as long as Swift itself remembers it.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { SignerError } from '../errors.js';
import { assertContainerName } from '../names/object-name.js';
import type { ClientContext } from './context.js';
import { fromHeader, optional, toHeader } from './headers.js';
import { neverAborted } from './signal.js';

/** What is set. */
export interface TempUrlKeys {
  readonly key?: string;
  readonly key2?: string;
}

/** Whose key: the container's, which signs for it alone, or the account's, which signs for everything. */
export interface KeyOwner {
  /** Default: the account. */
  readonly container?: string;
}

/** Which key. */
export interface KeySlot extends KeyOwner {
  /** Default: `key`. */
  readonly slot?: keyof TempUrlKeys;
}

/** See the module comment. */
export interface TempUrlKeysClient {
  /** @param options - `refresh`: asks storage, whatever is remembered. */
  get(
    options?: KeyOwner & { readonly refresh?: boolean },
    signal?: AbortSignal,
  ): Promise<TempUrlKeys>;
  /** URLs of the key that was there stop working: at once, or within 60 s where another proxy remembers it. */
  set(key: string, options?: KeySlot, signal?: AbortSignal): Promise<void>;
  /** Sets a fresh random key of 256 bits. @returns it. */
  generate(options?: KeySlot, signal?: AbortSignal): Promise<string>;
  /** Takes back every URL that this key signed. */
  remove(options?: KeySlot, signal?: AbortSignal): Promise<void>;
}

/** Milliseconds: Swift's own `recheck_account_existence` and `recheck_container_existence`. */
const REMEMBERED = 60_000;

/** Swift refuses longer metadata. */
const MAX_KEY = 256;

/** The member `tempUrlKeys` of the client. */
export function tempUrlKeysClient(context: ClientContext): TempUrlKeysClient {
  const known = new Map<
    string | undefined,
    { readonly keys: TempUrlKeys; readonly until: number }
  >();
  const change = async (
    value: string,
    { container, slot = 'key' }: KeySlot,
    signal: AbortSignal,
  ): Promise<void> => {
    const { path, header } = ownerOf(container);
    const headers = { [`${header}${slot === 'key' ? '' : '-2'}`]: toHeader(value) };
    await context.ask({ method: 'POST', path, headers, doing: 'set the TempURL key' }, signal);
    known.delete(container);
  };
  const set: TempUrlKeysClient['set'] = async (key, slot = {}, signal = neverAborted()) => {
    assertKey(key);
    await change(key, slot, signal);
  };
  return {
    get: async ({ container, refresh } = {}, signal = neverAborted()) => {
      const before = known.get(container);
      if (before && !refresh && context.now() < before.until) return before.keys;
      const keys = await readKeys(context, container, signal);
      known.set(container, { keys, until: context.now() + REMEMBERED });
      return keys;
    },
    set,
    generate: async (slot = {}, signal = neverAborted()) => {
      const key = randomBytes(32).toString('base64url');
      await set(key, slot, signal);
      return key;
    },
    // An empty value removes it, at once (measured).
    remove: (slot = {}, signal = neverAborted()) => change('', slot, signal),
  };
}

async function readKeys(
  context: ClientContext,
  container: string | undefined,
  signal: AbortSignal,
): Promise<TempUrlKeys> {
  const { path, header } = ownerOf(container);
  const doing = 'show its TempURL keys';
  const { headers } = await context.ask({ method: 'HEAD', path, doing }, signal);
  const read = (name: string): string | undefined => {
    const value = headers.get(name);
    return value === null || value === '' ? undefined : fromHeader(value);
  };
  return { ...optional('key', read(header)), ...optional('key2', read(`${header}-2`)) };
}

function ownerOf(container: string | undefined): {
  readonly path: readonly string[];
  readonly header: string;
} {
  if (container === undefined) return { path: [], header: 'x-account-meta-temp-url-key' };
  assertContainerName(container);
  return { path: [container], header: 'x-container-meta-temp-url-key' };
}

function assertKey(key: string): void {
  const length = Array.from(key).length;
  if (length >= 1 && length <= MAX_KEY && key.trim() === key) return;
  throw new SignerError(
    'invalid-request',
    `A TempURL key has 1 to ${MAX_KEY} characters and no space around it.`,
  );
}
