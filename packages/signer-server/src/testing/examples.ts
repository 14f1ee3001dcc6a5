/**
 * The code of the README, as code: `readme.test.ts` runs it, and checks that every block of the README is found here
 * line for line.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Hono } from 'hono';
import { createSigner, serve, swift, toNodeHandler } from '@direct-upload/signer-server';
import type { Policy, Signer, SignerServer } from '@direct-upload/signer-server';
import { swiftClient } from '@direct-upload/signer-server/client';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import type { ReceiptClaims } from '@direct-upload/signer-server/receipt';

/** Whatever an application uses. */
type Sessions = (request: Request) => Promise<{ readonly userId: string } | undefined>;
type Environment = Readonly<
  Record<'ST_AUTH' | 'ST_USER' | 'ST_KEY' | 'TEMP_URL_KEY' | 'SECRET' | 'KEY', string>
>;

/** A signer. */
export function exampleSigner(env: Environment, findSession: Sessions): Signer {
  const signer = createSigner({
    storage: swift({
      auth: { url: env.ST_AUTH, user: env.ST_USER, key: env.ST_KEY },
      container: 'uploads',
      tempUrlKey: env.TEMP_URL_KEY,
    }),
    authorize: async (request) => {
      const session = await findSession(request);
      return session ? { subject: session.userId } : null;
    },
    policy: { maxSize: 50_000_000, accept: ['image/*', '.pdf'], maxFiles: 20 },
    secret: env.SECRET,
    receiptKey: env.KEY,
    audience: 'my-app',
  });
  return signer;
}

/** A server of its own. */
export async function exampleServe(signer: Signer): Promise<SignerServer> {
  const server = await serve(signer, { port: 0, host: '127.0.0.1' });
  console.log(`Signer: ${server.url}/uploads`);
  return server;
}

/** In a fetch-style application. */
export function exampleHono(signer: Signer): Hono {
  const app = new Hono();
  app.all('/uploads', (c) => signer.fetch(c.req.raw));
  app.all('/uploads/*', (c) => signer.fetch(c.req.raw));
  app.all('/.well-known/jwks.json', (c) => signer.fetch(c.req.raw));
  return app;
}

/** In a node:http application. */
export function exampleNode(signer: Signer): Server {
  const handler = toNodeHandler(signer);
  return createServer((request, response) => {
    handler(request, response, () => response.writeHead(404).end()); // Express: app.use(handler)
  });
}

/** What the application knows about who may see what. */
interface Shares {
  has(subject: string, key: string, owner: string | undefined): Promise<boolean>;
}

/** Who may download what is not theirs. */
export function exampleDownload(shares: Shares): Policy {
  const policy: Policy = {
    download: (_request, { key, subject, receipt }) => shares.has(subject, key, receipt?.sub),
  };
  return policy;
}

/** In the application that gets the form. */
export async function exampleVerify(
  receipt: string,
  jwks: { keys: [] },
  userId: string,
): Promise<ReceiptClaims['upload']> {
  const { sub, jti, upload } = await verifyReceipt(receipt, { jwks, audience: 'my-app' });
  if (sub !== userId) throw new Error('Somebody else uploaded this.');
  console.log(`${upload.name}: ${upload.size} bytes at ${upload.key} (${jti})`);
  return upload;
}

/** A program that stores a file and hands out a URL of it. */
export async function exampleClient(env: Environment, path: string): Promise<string> {
  const storage = swiftClient({ auth: { url: env.ST_AUTH, user: env.ST_USER, key: env.ST_KEY } });
  await storage.containers.create('reports');
  await storage.objects.upload('reports', 'may.pdf', { path });
  const url = await storage.tempUrls.sign({
    container: 'reports',
    name: 'may.pdf',
    createKey: true,
  });
  return url;
}
