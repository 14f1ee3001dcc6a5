/**
 * The signer's process for a stage: the command, with the stage's container and secrets of its own.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { generateReceiptKey } from '@direct-upload/signer-server';
import type { Stage } from '../../e2e/support/stage.js';
import { freePorts } from '../../setup/ports.js';
import { runSigner, type SignerProcess } from '../../setup/signer-process.js';

export type { SignerProcess } from '../../setup/signer-process.js';

/** Starts the command for the stage's container; `settings` are more of its variables. */
export async function startSignerProcess(
  stage: Stage,
  settings: Readonly<Record<string, string>> = {},
): Promise<SignerProcess> {
  const [port] = await freePorts(1);
  return runSigner({
    PORT: String(port),
    ST_AUTH: stage.access.authUrl,
    ST_USER: stage.access.user,
    ST_KEY: stage.access.key,
    SWIFT_CONTAINER: stage.container,
    SWIFT_TEMP_URL_KEY: stage.tempUrlKey,
    ALLOWED_ORIGINS: stage.site.origin,
    RECEIPT_AUDIENCE: 'e2e',
    // The same for every start: what was granted before a crash has to be honoured after it.
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey(),
    ...settings,
  });
}
