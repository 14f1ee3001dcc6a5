/**
 * The demo's signer, on a port of its own: another origin than the page, as it often is in production, so that CORS is part
 * of the show. Its keys are made at the start and never leave the process.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import {
  createSigner,
  generateReceiptKey,
  serve,
  type Storage,
} from '@direct-upload/signer-server';
import { HOST } from './ports.js';

/** How the signer is set up. */
export interface SignerOptions {
  readonly port: number;
  readonly storage: Storage;
  /** Origins whose pages may ask. */
  readonly allowedOrigins: readonly string[];
  /** Whom the receipts are for: the app server. */
  readonly audience: string;
  /** Everybody's name in the demo. A real `authorize` reads the session of the request. */
  readonly subject: string;
}

/** Largest file the demo takes, in bytes: what Swift takes in one PUT. */
const MAX_SIZE = 5 * 1024 ** 3;

/**
 * Starts the signer.
 *
 * @param stack stops it when disposed
 * @returns the origin it answers at
 */
export async function startSigner(
  options: SignerOptions,
  stack: AsyncDisposableStack,
): Promise<string> {
  const { port, storage, allowedOrigins, audience, subject } = options;
  const origin = `http://localhost:${port}`;
  const signer = createSigner({
    storage,
    authorize: () => Promise.resolve({ subject }),
    policy: { maxSize: MAX_SIZE },
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
    allowedOrigins: [...allowedOrigins],
    issuer: origin,
    audience,
  });
  const server = await serve(signer, { port, host: HOST });
  stack.defer(() => server.close());
  return origin;
}
