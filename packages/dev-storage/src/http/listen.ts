/**
 * Starting and stopping a server, with errors that name the port.
 *
 * @module
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { DevStorageError } from '../errors.js';
import { isErrno } from '../disk/blobs.js';

/** Listens; resolves to `http://host:port`. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    if (isErrno(error, 'EADDRINUSE')) {
      throw new DevStorageError(
        'port-taken',
        `Port ${port} on ${host} is taken; stop what listens there, or choose another port (0 takes a free one).`,
        error,
      );
    }
    throw new DevStorageError(
      'invalid-option',
      `Cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : ''}; choose another host or port.`,
      error,
    );
  }
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

/** Closes the server and cuts every connection. A server that is closed already is fine. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
