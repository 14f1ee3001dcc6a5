/**
 * Everything an end-to-end test plays on: storage (the real Swift, or dev-storage where faults are wanted), a signer, a
 * web site and Chromium, all on loopback, all taken down by `close`.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { createDevStorage, type DevStorage } from '@direct-upload/dev-storage';
import { createSigner, generateReceiptKey, serve, swift } from '@direct-upload/signer-server';
import { verifyReceipt, type ReceiptClaims } from '@direct-upload/signer-server/receipt';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../setup/browsers.js';
import {
  createContainer,
  openSession,
  type SwiftAccess,
  type SwiftSession,
} from '../../setup/swift-client.js';
import { startSwift, type SwiftLab } from '../../setup/swift.js';
import { startPageServer, type PageServer } from './page-server.js';

/** What differs from test to test. */
export interface StageOptions {
  readonly storage: 'swift' | 'dev-storage';
  /** Life of a signed URL in seconds. */
  readonly urlTtl?: number;
  /** The signer knows the TempURL key only, not the account. */
  readonly keyOnly?: boolean;
  /** Audience of the receipts. */
  readonly audience?: string;
}

/** The stage, set. */
export interface Stage {
  readonly site: PageServer;
  readonly browser: Browser;
  /** The test's own view of storage, with a token. */
  readonly session: SwiftSession;
  readonly container: string;
  readonly signerUrl: string;
  /** Fault injection, if storage is dev-storage. */
  readonly devStorage: DevStorage | undefined;
  readonly swift: SwiftLab | undefined;
  /** Every line the signer logged. */
  readonly log: readonly unknown[];
  /** Verifies offline, with nothing but the signer's published keys. */
  verify(receipt: string): Promise<ReceiptClaims>;
  close(): Promise<void>;
}

const container = 'uploads';
const tempUrlKey = randomBytes(32).toString('hex');

/** Starts it all. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const site = await startPageServer();
    closers.push(() => site.close());
    const backEnd = await startStorage(options, closers);
    const session = await openSession(backEnd.access);
    await createContainer(session, container, { origins: [site.origin], tempUrlKey });
    const log: unknown[] = [];
    const signerUrl = await startSigner(
      options,
      backEnd.access,
      session,
      site.origin,
      log,
      closers,
    );
    site.allow(signerUrl, new URL(session.storageUrl).origin);
    site.setAttributes(`endpoint="${signerUrl}/uploads"`);
    const browser = await launchChromium();
    closers.push(() => browser.close());
    const jwks = (await (await fetch(`${signerUrl}/.well-known/jwks.json`)).json()) as { keys: [] };
    return {
      site,
      browser,
      session,
      container,
      signerUrl,
      devStorage: backEnd.devStorage,
      swift: backEnd.swift,
      log,
      verify: (receipt) => verifyReceipt(receipt, { jwks, audience: options.audience ?? 'e2e' }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface BackEnd {
  readonly access: SwiftAccess;
  readonly swift: SwiftLab | undefined;
  readonly devStorage: DevStorage | undefined;
}

async function startStorage(
  { storage }: StageOptions,
  closers: (() => Promise<unknown>)[],
): Promise<BackEnd> {
  if (storage === 'swift') {
    const lab = await startSwift();
    closers.push(() => lab.stop());
    return { access: lab, swift: lab, devStorage: undefined };
  }
  const directory = await mkdtemp(join(tmpdir(), 'dev-storage-'));
  closers.push(() => rm(directory, { recursive: true, force: true }));
  const devStorage = await createDevStorage({ directory });
  closers.push(() => devStorage.close());
  const access = { authUrl: `${devStorage.url}/auth/v1.0`, user: 'test:tester', key: 'testing' };
  return { access, swift: undefined, devStorage };
}

async function startSigner(
  { urlTtl, keyOnly, audience = 'e2e' }: StageOptions,
  { authUrl, user, key }: SwiftAccess,
  { storageUrl }: SwiftSession,
  origin: string,
  log: unknown[],
  closers: (() => Promise<unknown>)[],
): Promise<string> {
  const where = keyOnly ? { storageUrl } : { auth: { url: authUrl, user, key } };
  const signer = createSigner({
    storage: swift({ ...where, container, tempUrlKey }),
    authorize: () => Promise.resolve({ subject: 'e2e-user' }),
    policy: { ...(urlTtl !== undefined && { urlTtl }) },
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
    allowedOrigins: [origin],
    audience,
    log: (event) => log.push(event),
  });
  const running = await serve(signer, { port: 0, host: '127.0.0.1' });
  closers.push(() => running.close());
  return running.url;
}
