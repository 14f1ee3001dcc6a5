/**
 * Everything an end-to-end test plays on: storage (the real Swift, or dev-storage where faults are wanted), a signer, a
 * web site and Chromium, all on loopback, all taken down by `close`.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { createDevStorage, type DevStorage } from '@direct-upload/dev-storage';
import {
  createSigner,
  generateReceiptKey,
  s3,
  serve,
  swift,
  type S3Options,
  type Storage,
} from '@direct-upload/signer-server';
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
  /** `s3` is the S3 API of the real Swift. */
  readonly storage: 'swift' | 's3' | 'dev-storage';
  /** A storage that runs already, and is not the stage's to stop. */
  readonly backEnd?: BackEnd;
  /** Bytes of a part on Swift. Default: the signer's. */
  readonly partSize?: number;
  /** Life of a signed URL in seconds. */
  readonly urlTtl?: number;
  /** Seconds from grant to completion. */
  readonly uploadTtl?: number;
  /** The clock by which the signer tells storage when parts expire, in milliseconds. */
  readonly storageNow?: () => number;
  /** Swift's expirer runs, so that what has expired also leaves the listing. */
  readonly expirer?: boolean;
  /** Bytes of Swift's largest object. Default: its own 5 GiB. */
  readonly maxFileSize?: number;
  /** Where the page reaches storage, if not directly: opens a way to this origin and resolves with its own. */
  readonly door?: (origin: string) => Promise<string>;
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
  /** The container's Temp-URL-Key. */
  readonly tempUrlKey: string;
  /** How storage is logged in to: a restarted Swift forgets its tokens. */
  readonly access: SwiftAccess;
  readonly signerUrl: string;
  /** Fault injection, if storage is dev-storage. */
  readonly devStorage: DevStorage | undefined;
  readonly swift: SwiftLab | undefined;
  /** Every line the signer logged. */
  readonly log: readonly unknown[];
  /** From its next load on the page asks another signer, whose keys then verify the receipts. */
  useSigner(url: string): Promise<void>;
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
    const backEnd = options.backEnd ?? (await startStorage(options, closers));
    const session = await openSession(backEnd.access);
    // Swift's S3 API keeps parts in a container of their own, whose metadata is what pages are answered by.
    const containers =
      options.storage === 's3' ? [container, `${container}+segments`] : [container];
    for (const name of containers) {
      await createContainer(session, name, { origins: [site.origin], tempUrlKey });
    }
    const log: unknown[] = [];
    const { origin } = new URL(session.storageUrl);
    const door = (await options.door?.(origin)) ?? origin;
    const signerUrl = await startSigner(
      options,
      backEnd.access,
      { storageUrl: session.storageUrl, door, origin: site.origin },
      log,
      closers,
    );
    let jwks: { keys: [] };
    const useSigner = async (url: string): Promise<void> => {
      site.allow(url, door);
      site.setAttributes(`endpoint="${url}/uploads"`);
      jwks = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: [] };
    };
    await useSigner(signerUrl);
    const browser = await launchChromium();
    closers.push(() => browser.close());
    return {
      site,
      browser,
      session,
      container,
      tempUrlKey,
      access: backEnd.access,
      signerUrl,
      devStorage: backEnd.devStorage,
      swift: backEnd.swift,
      log,
      useSigner,
      verify: (receipt) => verifyReceipt(receipt, { jwks, audience: options.audience ?? 'e2e' }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A running storage. */
interface BackEnd {
  readonly access: SwiftAccess;
  readonly swift: SwiftLab | undefined;
  readonly devStorage: DevStorage | undefined;
}

async function startStorage(
  { storage, expirer = false, maxFileSize }: StageOptions,
  closers: (() => Promise<unknown>)[],
): Promise<BackEnd> {
  if (storage !== 'dev-storage') {
    const lab = await startSwift({ expirer, ...(maxFileSize !== undefined && { maxFileSize }) });
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

interface Places {
  readonly storageUrl: string;
  /** Origin at which the page is told to find storage. */
  readonly door: string;
  /** Of the page. */
  readonly origin: string;
}

async function startSigner(
  { storage, partSize, urlTtl, uploadTtl, storageNow, keyOnly, audience = 'e2e' }: StageOptions,
  access: SwiftAccess,
  { storageUrl, door, origin }: Places,
  log: unknown[],
  closers: (() => Promise<unknown>)[],
): Promise<string> {
  const now = storageNow && { now: storageNow };
  const size = partSize !== undefined && { partSize };
  const { authUrl, user, key } = access;
  const where = keyOnly ? { storageUrl } : { auth: { url: authUrl, user, key } };
  const signer = createSigner({
    storage:
      storage === 's3'
        ? s3(s3Options(access, container))
        : throughDoor(swift({ ...where, container, tempUrlKey, ...size, ...now }), door),
    authorize: () => Promise.resolve({ subject: 'e2e-user' }),
    policy: {
      ...(urlTtl !== undefined && { urlTtl }),
      ...(uploadTtl !== undefined && { uploadTtl }),
    },
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

/** The S3 API of a Swift, seen by its user. */
function s3Options({ authUrl, user, key }: SwiftAccess, bucket: string): S3Options {
  return {
    bucket,
    region: 'us-east-1',
    endpoint: new URL(authUrl).origin,
    credentials: { accessKeyId: user, secretAccessKey: key },
    maxParts: 1000,
  };
}

/** Signed URLs lead to the door, an origin: a signature is about the path, not about the host. */
export function throughDoor(storage: Storage, door: string): Storage {
  return {
    ...storage,
    sign: async (...asked) =>
      (await storage.sign(...asked)).map((request) => {
        const url = new URL(request.url);
        return { ...request, url: request.url.replace(url.origin, door) };
      }),
  };
}
