/**
 * The key that signs URLs now: one from the settings, or the one the container itself carries, read with credentials and
 * read again before long, so that a rotation reaches a running signer. See `docs/decisions/0009-key-rotation.md`.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { encodePath } from '../../names/object-name.js';
import type { SwiftAccount } from './login/account.js';
import { swiftRefusal } from './http.js';

/** The key at this moment. @throws SignerError `storage-refused` if there is none to be had. */
export type SigningKey = (signal: AbortSignal) => Promise<string>;

/** Where the keys are kept in the container: one signs, Swift accepts both; and how far a rotation has come. */
export const CONTAINER_KEYS = {
  signs: 'x-container-meta-temp-url-key',
  other: 'x-container-meta-temp-url-key-2',
  state: 'x-container-meta-upload-key-state',
} as const;

/**
 * Value of {@link CONTAINER_KEYS.state}: what was done to the second key last.
 *
 * @param at - Unix seconds
 */
export function keyState(kind: 'standby' | 'switched', at: number): string {
  return `${kind} ${at}`;
}

/** Seconds; as long as Swift's own proxies remember a container. */
export const DEFAULT_KEY_CACHE = 60;

/** What reading it depends on. */
export interface ContainerKeySettings {
  readonly account: Pick<SwiftAccount, 'send'>;
  readonly container: string;
  /** Most seconds between reading a key and signing with it. */
  readonly cache?: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A key, and when it was asked for. */
interface ReadKey {
  readonly key: string;
  readonly at: number;
}

/**
 * Reads the container's `Temp-URL-Key` when it is half as old as it may get, and once for all who wait. As long as the
 * one at hand may be used, storage that fails for a moment does not matter; after that it is never used, because a
 * rotation counts on it.
 */
export function containerKey(settings: ContainerKeySettings): SigningKey {
  const { cache = DEFAULT_KEY_CACHE, now } = settings;
  let held: ReadKey | undefined;
  let asking: Promise<ReadKey> | undefined;

  // Shared by all who wait for it, so no single caller's signal may end it; requests have their own time limit.
  const ask = (): Promise<ReadKey> =>
    (asking ??= readKey(settings, new AbortController().signal).finally(() => {
      asking = undefined;
    }));
  const age = (key: ReadKey): number => (now() - key.at) / 1000;

  return async (signal) => {
    signal.throwIfAborted();
    if (held && age(held) < cache / 2) return held.key;
    try {
      held = await ask();
    } catch (error) {
      if (!held || age(held) >= cache) throw error;
    }
    return held.key;
  };
}

async function readKey(
  { account, container, now }: ContainerKeySettings,
  signal: AbortSignal,
): Promise<ReadKey> {
  // Before the question: what it answers may be that old.
  const at = now();
  const answer = await account.send(encodePath(`/${container}`), { method: 'HEAD' }, signal);
  if (answer.status < 200 || answer.status > 299) {
    throw swiftRefusal(answer, `show the container ${JSON.stringify(container)}`);
  }
  const key = answer.headers.get(CONTAINER_KEYS.signs);
  if (key) return { key, at };
  throw new SignerError(
    'storage-refused',
    `The container ${JSON.stringify(container)} has no Temp-URL-Key, or these credentials may not see it: ` +
      'direct-upload-signer init makes one; or set SWIFT_TEMP_URL_KEY.',
  );
}
