/**
 * A second signer on the same stage that differs in one thing: another key, another clock, another policy.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import {
  createSigner,
  generateReceiptKey,
  serve,
  swift,
  type SignerOptions,
} from '@direct-upload/signer-server';
import { verifyReceipt, type ReceiptClaims } from '@direct-upload/signer-server/receipt';
import { throughDoor, type Stage } from '../../e2e/support/stage.js';

/** What is different. */
export interface Difference {
  readonly container?: string;
  readonly tempUrlKey?: string;
  /** Origin under which the page is told to find storage. */
  readonly door?: string;
  readonly signer?: Partial<Pick<SignerOptions, 'authorize' | 'now' | 'policy'>>;
}

/** A running signer. */
export interface OtherSigner extends AsyncDisposable {
  /** Of its uploads resource. */
  readonly endpoint: string;
  /** Verifies offline, with its published keys. */
  verify(receipt: string): Promise<ReceiptClaims>;
}

/** Starts it on a free port. */
export async function startOtherSigner(stage: Stage, other: Difference): Promise<OtherSigner> {
  const { authUrl: url, user, key } = stage.access;
  const storage = swift({
    auth: { url, user, key },
    container: other.container ?? stage.container,
    tempUrlKey: other.tempUrlKey ?? stage.tempUrlKey,
  });
  const signer = createSigner({
    storage: throughDoor(storage, other.door ?? new URL(stage.session.storageUrl).origin),
    authorize: () => Promise.resolve({ subject: 'somebody' }),
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
    allowedOrigins: [stage.site.origin],
    audience: 'e2e',
    ...other.signer,
  });
  const server = await serve(signer, { port: 0, host: '127.0.0.1' });
  return {
    endpoint: `${server.url}/uploads`,
    async verify(receipt) {
      const answer = await fetch(`${server.url}/.well-known/jwks.json`);
      const jwks = (await answer.json()) as { keys: [] };
      return verifyReceipt(receipt, { jwks, audience: 'e2e' });
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}
