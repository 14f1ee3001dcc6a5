/**
 * A real HTTP storage and a real signer for pages under test: mocks in the page would hide what browsers do to a
 * transfer (progress, aborts, CORS).
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevStorage } from '@direct-upload/dev-storage';
import { createSigner, generateReceiptKey, serve, swift } from '@direct-upload/signer-server';

/** What `/__backend.json` tells a page. */
export interface BackendAddresses {
  /** The signer's uploads resource, for `fetchSigner`. */
  readonly endpoint: string;
  /** Storage's own address; faults and counters are below it, at `/dev-storage/`. */
  readonly storage: string;
}

/** A running storage and signer. */
export interface Backend extends BackendAddresses {
  close(): Promise<void>;
}

/** Starts both, for pages of this one origin. */
export async function startBackend(origin: string, signal: AbortSignal): Promise<Backend> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'backend-'));
  stack.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }));
  signal.throwIfAborted();
  const storage = await createDevStorage({ directory });
  stack.defer(() => storage.close());
  const container = 'uploads';
  const tempUrlKey = randomBytes(32).toString('base64url');
  await storage.createContainer(container, { tempUrlKey, allowedOrigins: [origin] });
  const { authUrl: url, user, key } = storage.credentials;
  const signer = createSigner({
    storage: swift({ auth: { url, user, key }, container, tempUrlKey }),
    authorize: () => Promise.resolve({ subject: 'tester' }),
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
    allowedOrigins: [origin],
  });
  const server = await serve(signer, { port: 0, host: '127.0.0.1' });
  stack.defer(() => server.close());
  const running = stack.move();
  return {
    endpoint: `${server.url}/uploads`,
    storage: storage.url,
    close: () => running.disposeAsync(),
  };
}
