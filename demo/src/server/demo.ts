/**
 * Puts the demo together: storage, signer, app server, in this order, and takes it down in the reverse one.
 *
 * @module
 */
import { createApp } from './app.js';
import { createLedger } from './ledger.js';
import { readLooks } from './looks.js';
import { listen } from './listen.js';
import { buildPages } from './pages.js';
import { claimPort } from './ports.js';
import type { Jwks } from './receipts.js';
import type { DemoSettings } from './settings.js';
import { startSigner } from './signer.js';
import { startEmbeddedStorage, useRealSwift, type DemoStorage } from './storage.js';
import { wordingFor } from './wording.js';

/** A running demo. */
export interface Demo {
  /** The page, with a trailing slash: `http://localhost:5173/`. */
  readonly url: string;
  /** Origin of the signer. */
  readonly signerUrl: string;
  /** Origin of the storage. */
  readonly storageUrl: string;
  /** Stops everything and removes all data. */
  close(): Promise<void>;
}

/** The one visitor of the demo, and the name under which the app server takes receipts. */
const SUBJECT = 'demo';
const AUDIENCE = 'direct-upload-demo';

/** How long a download link works, in seconds. */
const LINK_LIFETIME = 600;

/** Fetches the signer's public keys; from then on receipts are verified without it. */
async function fetchJwks(signer: string, signal: AbortSignal): Promise<Jwks> {
  const response = await fetch(`${signer}/.well-known/jwks.json`, { signal });
  return (await response.json()) as Jwks;
}

/** Storage as the settings want it. One's own Swift has to know only the origin that is printed. */
async function startStorage(
  settings: DemoSettings,
  [main, ...others]: readonly [string, ...string[]],
  stack: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<DemoStorage> {
  if (settings.swift !== undefined) return useRealSwift(settings.swift, main, signal);
  const port = await claimPort(settings.storage);
  return startEmbeddedStorage({ port, allowedOrigins: [main, ...others] }, stack);
}

/**
 * Starts the demo and answers when everything is ready. If anything fails, what was started is stopped first.
 *
 * @throws {DemoError} with a sentence for the person at the terminal
 */
export async function startDemo(
  settings: DemoSettings,
  signal: AbortSignal = new AbortController().signal,
): Promise<Demo> {
  await using stack = new AsyncDisposableStack();
  const port = await claimPort(settings.demo);
  const signerPort = await claimPort(settings.signer);
  // Both names of this machine: people type either.
  const allowedOrigins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`] as const;
  const pages = buildPages();
  // Awaited below; a failure before that must not count as unhandled.
  pages.catch(() => undefined);

  const { storage, origin, bytesReceived } = await startStorage(
    settings,
    allowedOrigins,
    stack,
    signal,
  );
  signal.throwIfAborted();
  const signer = await startSigner(
    { port: signerPort, storage, allowedOrigins, audience: AUDIENCE, subject: SUBJECT },
    stack,
  );
  const app = createApp({
    pages: await pages,
    ledger: createLedger(bytesReceived),
    rules: { jwks: await fetchJwks(signer, signal), audience: AUDIENCE, subject: SUBJECT },
    origins: { signer, storage: origin },
    wording: wordingFor(settings.swift),
    looks: await readLooks(),
    linkTo: (key, request) =>
      storage.signGet(key, { expiresAt: Math.floor(Date.now() / 1000) + LINK_LIFETIME }, request),
  });
  await listen(app, port, stack);
  signal.throwIfAborted();

  const running = stack.move();
  const url = `http://localhost:${port}/`;
  return { url, signerUrl: signer, storageUrl: origin, close: () => running.disposeAsync() };
}
