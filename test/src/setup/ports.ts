/**
 * Free TCP ports on loopback, for servers that cannot be told "port 0" themselves.
 *
 * @module
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Finds `count` different ports that are free right now. Another process may take one before it is used: the caller
 * must be ready to try again.
 */
export async function freePorts(count: number, signal?: AbortSignal): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    // All are held at once, or the system would hand out the same port twice.
    return await Promise.all(
      servers.map(
        (server) =>
          new Promise<number>((resolve, reject) => {
            server.once('error', reject);
            server.listen({ port: 0, host: '127.0.0.1', ...(signal && { signal }) }, () => {
              resolve((server.address() as AddressInfo).port);
            });
          }),
      ),
    );
  } finally {
    await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  }
}
