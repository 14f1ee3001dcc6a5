/**
 * A site of static files with a signer at `/uploads`, and a storage for it: what an application has in production.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createDevStorage, type DevStorage } from '@direct-upload/dev-storage';
import {
  createSigner,
  generateReceiptKey,
  swift,
  toNodeHandler,
} from '@direct-upload/signer-server';

/** A running site. */
export interface Site extends AsyncDisposable {
  readonly origin: string;
  readonly storage: DevStorage;
  /** Serves these files from now on, with this policy. */
  show(directory: string, policy?: string): void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** On a free port. */
export async function openSite(): Promise<Site> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'bundled-'));
  stack.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }));
  const storage = stack.adopt(await createDevStorage({ directory }), (it) => it.close());
  let shown = '';
  let policy: string | undefined;
  const mounted: { signer?: ReturnType<typeof toNodeHandler> } = {};
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    if (mounted.signer && /^\/(?:uploads|\.well-known)\b/.test(pathname)) {
      mounted.signer(request, response);
      return;
    }
    const file = pathname === '/' ? 'index.html' : decodeURIComponent(pathname);
    readFile(join(shown, file)).then(
      (body) => {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        response.setHeader('access-control-allow-origin', '*');
        if (policy !== undefined) response.setHeader('content-security-policy', policy);
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  stack.defer(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tempUrlKey = randomBytes(32).toString('hex');
  await storage.createContainer('uploads', { tempUrlKey, allowedOrigins: [origin] });
  const { authUrl: url, user, key } = storage.credentials;
  mounted.signer = toNodeHandler(
    createSigner({
      storage: swift({ auth: { url, user, key }, container: 'uploads', tempUrlKey }),
      authorize: () => Promise.resolve({ subject: 'somebody' }),
      secret: randomBytes(32),
      receiptKey: generateReceiptKey(),
      allowedOrigins: [origin],
    }),
  );
  const running = stack.move();
  return {
    origin,
    storage,
    show(files, wanted) {
      shown = files;
      policy = wanted;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
