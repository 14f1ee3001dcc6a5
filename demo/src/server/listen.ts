/**
 * Puts the app server on its port and takes it off again.
 *
 * @module
 */
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { Server } from 'node:http';
import { HOST } from './ports.js';

/**
 * Listens. When the stack is disposed, open connections are closed as well: an event stream would never end by itself.
 */
export async function listen(app: Hono, port: number, stack: AsyncDisposableStack): Promise<void> {
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, HOST);
  await once(server, 'listening');
  stack.defer(async () => {
    const closed = once(server, 'close');
    server.close();
    if (server instanceof Server) server.closeAllConnections();
    await closed;
  });
}
