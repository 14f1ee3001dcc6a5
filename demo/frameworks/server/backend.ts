/**
 * What the pages upload to: an embedded storage and a signer for it.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevStorage, type DevStorage } from '@direct-upload/dev-storage';
import { createSigner, generateReceiptKey, swift, type Signer } from '@direct-upload/signer-server';

/** Whom the receipts are for. */
export const audience = 'frameworks';

/** Both, running. */
export interface BackEnd {
  readonly signer: Signer;
  readonly storage: DevStorage;
}

/**
 * Starts them for pages of these origins.
 *
 * @param stack stops storage and removes its data when disposed
 */
export async function startBackEnd(
  allowedOrigins: readonly string[],
  stack: AsyncDisposableStack,
): Promise<BackEnd> {
  const directory = await mkdtemp(join(tmpdir(), 'frameworks-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const storage = await createDevStorage({ directory });
  stack.defer(() => storage.close());
  const container = 'uploads';
  const tempUrlKey = randomBytes(32).toString('base64url');
  await storage.createContainer(container, { tempUrlKey, allowedOrigins });
  const auth = { url: `${storage.url}/auth/v1.0`, user: 'test:tester', key: 'testing' };
  const signer = createSigner({
    storage: swift({ auth, container, tempUrlKey }),
    authorize: () => Promise.resolve({ subject: 'visitor' }),
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
    allowedOrigins,
    audience,
  });
  return { signer, storage };
}
