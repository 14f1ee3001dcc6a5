/**
 * The storage of the demo: the embedded one in a temporary directory, or the real Swift that the environment names.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { createDevStorage } from '@direct-upload/dev-storage';
import { swift, type Storage } from '@direct-upload/signer-server';
import { DemoError } from './demo-error.js';
import { HOST } from './ports.js';
import type { SwiftSettings } from './settings.js';
import { temporaryDirectory } from './temporary-directory.js';

/** A storage that takes uploads. */
export interface DemoStorage {
  /** What the signer signs for. */
  readonly storage: Storage;
  /** Scheme, host and port that the browser sends the bytes to. */
  readonly origin: string;
  /** Bytes of uploads taken in so far, `null` if nobody counts them for us. */
  readonly bytesReceived: () => number | null;
}

/** How the embedded storage is set up. */
export interface EmbeddedOptions {
  readonly port: number;
  /** Origins whose pages may upload. */
  readonly allowedOrigins: readonly string[];
}

const CONTAINER = 'uploads';

/**
 * Starts the embedded storage with one container that takes uploads from the demo's pages. Its key is made up here and
 * gone with the process.
 *
 * @param stack stops it and removes its data when disposed
 */
export async function startEmbeddedStorage(
  { port, allowedOrigins }: EmbeddedOptions,
  stack: AsyncDisposableStack,
): Promise<DemoStorage> {
  const directory = stack.use(await temporaryDirectory('direct-upload-demo-')).path;
  const server = await createDevStorage({ directory, port, host: HOST });
  stack.defer(() => server.close());
  const tempUrlKey = randomBytes(32).toString('base64url');
  await server.createContainer(CONTAINER, { tempUrlKey, allowedOrigins });
  const auth = { url: `${server.url}/auth/v1.0`, user: 'test:tester', key: 'testing' };
  return {
    storage: swift({ auth, container: CONTAINER, tempUrlKey }),
    origin: new URL(server.url).origin,
    bytesReceived: () => server.stats().bytesReceived,
  };
}

/**
 * Uses the Swift that the environment names, after a look at every link of the chain.
 *
 * @throws {DemoError} `storage-unusable`, with one sentence per failed link
 */
export async function useRealSwift(
  settings: SwiftSettings,
  pageOrigin: string,
  signal: AbortSignal,
): Promise<DemoStorage> {
  const storage = swift(settings);
  const failures = (await storage.check([pageOrigin], signal)).filter(({ ok }) => !ok);
  if (failures.length > 0) {
    throw new DemoError('storage-unusable', failures.map(({ message }) => message).join('\n'));
  }
  // Where the bytes go is known from a signed link: with v1 auth only the server knows its storage URL.
  const sample = await storage.signGet(
    'origin',
    { expiresAt: Math.floor(Date.now() / 1000) + 1 },
    signal,
  );
  return { storage, origin: new URL(sample).origin, bytesReceived: () => null };
}
