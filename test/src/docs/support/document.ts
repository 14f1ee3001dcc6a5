/**
 * A document at work: its site, dev-storage and a signer behind it, Chromium in front. Afterwards every block of the
 * document must have been run, and the policy never offended.
 *
 * @module
 */
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createDevStorage } from '@direct-upload/dev-storage';
import {
  createSigner,
  generateReceiptKey,
  swift,
  toNodeHandler,
} from '@direct-upload/signer-server';
import type { Browser } from 'playwright-core';
import { createFileMaker, type FileMaker, type MadeFile } from '../../e2e/support/files.js';
import { launchChromium } from '../../setup/browsers.js';
import { createContainer, openSession, type SwiftSession } from '../../setup/swift-client.js';
import { startDocsSite, type DocsSite } from './site.js';

/** What a document needs around it. */
export interface DocumentStage {
  readonly site: DocsSite;
  readonly browser: Browser;
  readonly files: FileMaker;
  /** The test's own view of storage. */
  readonly session: SwiftSession;
  /** What a signer has to know of storage. */
  readonly storage: StorageSettings;
  /** Uploads files as a person would, for what happens on a server afterwards; resolves with the receipts. */
  upload(files: readonly MadeFile[]): Promise<readonly string[]>;
  /** Adds to what must be undone at the end. */
  defer(undo: () => Promise<unknown>): void;
}

/** As the environment of `direct-upload-signer` names them. */
export interface StorageSettings {
  readonly auth: { readonly url: string; readonly user: string; readonly key: string };
  readonly storageUrl: string;
  readonly container: string;
  readonly tempUrlKey: string;
}

const container = 'uploads';
/** The user of every test. */
export const subject = 'ada';

/** Registers the hooks; what it returns may be used inside tests. */
export function useDocument(document: string): () => DocumentStage {
  const undo: (() => Promise<unknown>)[] = [];
  let stage: DocumentStage | undefined;
  before(async () => {
    stage = await setDocument(document, undo);
  });
  after(async () => {
    const unused = stage?.site.unused() ?? [];
    for (const step of undo.splice(0).reverse()) await step();
    assert.deepEqual(unused, [], `${document} has blocks that no test ran`);
  });
  return () => {
    if (!stage) throw new Error('the document is set by a hook: use it inside a test');
    return stage;
  };
}

async function setDocument(
  document: string,
  undo: (() => Promise<unknown>)[],
): Promise<DocumentStage> {
  const defer = (step: () => Promise<unknown>): void => void undo.push(step);
  const site = await startDocsSite(document);
  defer(() => site.close());
  const directory = await mkdtemp(join(tmpdir(), 'docs-storage-'));
  defer(() => rm(directory, { recursive: true, force: true }));
  const devStorage = await createDevStorage({ directory });
  defer(() => devStorage.close());
  const auth = { url: `${devStorage.url}/auth/v1.0`, user: 'test:tester', key: 'testing' };
  const session = await openSession({ authUrl: auth.url, ...auth });
  const tempUrlKey = randomBytes(32).toString('hex');
  await createContainer(session, container, { origins: [site.origin], tempUrlKey });
  const signer = createSigner({
    storage: swift({ auth, container, tempUrlKey }),
    authorize: () => Promise.resolve({ subject }),
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
  });
  site.mount(toNodeHandler(signer));
  site.setPolicy(policyFor(session.storageUrl));
  const files = await createFileMaker();
  defer(() => files.remove());
  const browser = await launchChromium();
  defer(() => browser.close());
  const storage = { auth, storageUrl: session.storageUrl, container, tempUrlKey };
  const upload = (made: readonly MadeFile[]): Promise<readonly string[]> =>
    uploadIn(browser, site.origin, made);
  return { site, browser, files, session, storage, upload, defer };
}

/** In a page of its own: the document has none. */
async function uploadIn(
  browser: Browser,
  origin: string,
  made: readonly MadeFile[],
): Promise<readonly string[]> {
  const page = await browser.newPage();
  // Any address of the site will do, as long as the page is of its origin.
  await page.goto(`${origin}/direct-upload.js`);
  await page.evaluate(async () => {
    await import(`${location.origin}/direct-upload.js`);
    document.body.replaceChildren(document.createElement('direct-upload'));
    document.querySelector('direct-upload')!.multiple = true;
  });
  await page
    .locator('direct-upload input')
    .first()
    .setInputFiles(made.map(({ path }) => path));
  await page.waitForFunction(
    (count) => document.querySelector('direct-upload')!.receipts.length === count,
    made.length,
  );
  const receipts = await page.evaluate(() => document.querySelector('direct-upload')!.receipts);
  await page.close();
  return receipts;
}

/** The line the reference recommends. */
export function policyFor(storageUrl: string): string {
  return (
    `default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; ` +
    `connect-src 'self' ${new URL(storageUrl).origin}; form-action 'self'; base-uri 'none'; ` +
    `require-trusted-types-for 'script'`
  );
}

/** Imports a block as a module of this package, so that its imports resolve as a user's do. */
export async function importBlock<T>({ site, defer }: DocumentStage, name: string): Promise<T> {
  const cache = fileURLToPath(new URL('../../../.cache/', import.meta.url));
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, 'docs-'));
  defer(() => rm(directory, { recursive: true }));
  const file = join(directory, name.replace(/\.js$/, '.mjs'));
  await writeFile(file, site.use(name));
  return (await import(pathToFileURL(file).href)) as T;
}
