/**
 * Storage that signers under test are deployed against, as their environment names it.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevStorage } from '@direct-upload/dev-storage';
import { generateReceiptKey } from '@direct-upload/signer-server';

/** Storage with a container, and what a signer has to be told of it. */
export interface DeployedStorage extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>;
}

/** A fresh SIGNER_SECRET and RECEIPT_KEY, as `direct-upload-signer keys` prints them. */
export function secrets(): Record<'SIGNER_SECRET' | 'RECEIPT_KEY', string> {
  return {
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey(),
  };
}

/** Starts dev-storage with a container `uploads`, for pages of one origin. */
export async function startStorage(origin: string): Promise<DeployedStorage> {
  const directory = await mkdtemp(join(tmpdir(), 'deploy-storage-'));
  const storage = await createDevStorage({ directory });
  const tempUrlKey = randomBytes(32).toString('hex');
  await storage.createContainer('uploads', { tempUrlKey, allowedOrigins: [origin] });
  const { authUrl, user, key } = storage.credentials;
  return {
    env: {
      ST_AUTH: authUrl,
      ST_USER: user,
      ST_KEY: key,
      SWIFT_CONTAINER: 'uploads',
      ALLOWED_ORIGINS: origin,
    },
    async [Symbol.asyncDispose]() {
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
