/**
 * Puts the app server on its port and takes it off again.
 *
 * @module
 */
import { once } from 'node:events';
import { hostGuard } from '@direct-upload/signer-server';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { Server } from 'node:http';
import { HOST } from './ports.js';

/**
 * Listens, and answers to the names of this machine only: a page of another site may have made its name point here. When the
 * stack is disposed, open connections are closed as well: an event stream would never end by itself.
 */
export async function listen(app: Hono, port: number, stack: AsyncDisposableStack): Promise<void> {
  const { knows } = hostGuard([]);
  const isKnown = ({ headers, url }: Request): boolean =>
    [headers.get('host') ?? '', new URL(url).host].every(knows);
  const server = createAdaptorServer({
    fetch: (request, env) => (isKnown(request) ? app.fetch(request, env) : misdirected()),
  });
  server.listen(port, HOST);
  await once(server, 'listening');
  stack.defer(async () => {
    const closed = once(server, 'close');
    server.close();
    if (server instanceof Server) server.closeAllConnections();
    await closed;
  });
}

function misdirected(): Response {
  const text = 'This demo does not answer to that host name; open it as localhost.\n';
  return new Response(text, { status: 421, headers: { 'content-type': 'text/plain' } });
}
