/**
 * One web site with all examples: the built pages, the signer on the same origin, and the form's target, which checks the
 * receipts as an app server would.
 *
 * @module
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { hostGuard } from '@direct-upload/signer-server';
import { verifyReceipt, type ReceiptClaims } from '@direct-upload/signer-server/receipt';
import { Hono } from 'hono';
import { audience, startBackEnd, type BackEnd } from './backend.js';
import { addPages } from './pages.js';

/** A running site. */
export interface Site {
  /** `http://127.0.0.1:<port>`; `http://localhost:<port>` is the same site as another origin. */
  readonly origin: string;
  readonly storage: BackEnd['storage'];
  /** The forms that were posted, as the claims of their receipts, which all have been verified. */
  readonly submissions: readonly (readonly ReceiptClaims[])[];
  close(): Promise<void>;
}

/** Starts the site. Port 0 takes a free one. */
export async function startSite(port: number): Promise<Site> {
  const stack = new AsyncDisposableStack();
  const app = new Hono();
  const { knows } = hostGuard([]);
  app.use(async ({ req, text }, next) => {
    if ([req.header('host') ?? '', new URL(req.url).host].every(knows)) return next();
    return text('Open this site as localhost.\n', 421);
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  stack.defer(async () => {
    const closed = once(server, 'close');
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
  });
  const { port: taken } = server.address() as AddressInfo;
  const origins = [`http://127.0.0.1:${taken}`, `http://localhost:${taken}`] as const;
  const { signer, storage } = await startBackEnd(origins, stack);
  const submissions: (readonly ReceiptClaims[])[] = [];
  for (const path of ['/uploads', '/uploads/*', '/.well-known/*']) {
    app.all(path, ({ req }) => signer.fetch(req.raw));
  }
  app.post('/profile', async (context) => {
    const form = await context.req.formData();
    const claims = await verifyAll(form.getAll('photos'), signer);
    submissions.push(claims);
    return context.text(`${claims.length} verified: ${claims.map(nameOf).join(', ')}`);
  });
  addPages(app, origins);
  return { origin: origins[0], storage, submissions, close: () => stack.disposeAsync() };
}

function nameOf({ upload }: ReceiptClaims): string {
  return upload.name;
}

/** Offline, with the signer's public keys. */
async function verifyAll(
  receipts: readonly unknown[],
  signer: BackEnd['signer'],
): Promise<readonly ReceiptClaims[]> {
  const keys = await signer.fetch(new Request('http://signer/.well-known/jwks.json'));
  const jwks = (await keys.json()) as { keys: [] };
  return Promise.all(receipts.map((receipt) => verifyReceipt(String(receipt), { jwks, audience })));
}
