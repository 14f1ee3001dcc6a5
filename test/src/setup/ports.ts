/**
 * Free TCP ports on loopback, for servers that cannot be told "port 0" themselves.
 *
 * They lie below the range that systems hand out by themselves (Linux from 32768, others from 49152): neither a
 * connection nor another server's "port 0" can take one while its server is started, or started again.
 *
 * @module
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

/** Above what browsers refuse to load from (up to 10080). */
const FIRST = 12_000;
const END = 32_000;

/**
 * Finds `count` different ports that are free right now. Another caller may find the same one before it is used (seldom:
 * one of 20,000): whoever uses it must be ready to try again, or to fail.
 *
 * @throws The reason why the last of 100 ports could not be listened on.
 */
export async function freePorts(count: number, signal?: AbortSignal): Promise<readonly number[]> {
  const held = new Map<number, Server>();
  try {
    // All are held at once, or the same port could be found twice.
    while (held.size < count) {
      const [port, server] = await holdOne(signal);
      held.set(port, server);
    }
    return [...held.keys()];
  } finally {
    await Promise.all(
      [...held.values()].map((server) => new Promise((done) => server.close(done))),
    );
  }
}

async function holdOne(signal?: AbortSignal): Promise<readonly [number, Server]> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const port = randomInt(FIRST, END);
    const server = createServer();
    try {
      server.listen({ port, host: '127.0.0.1' });
      await once(server, 'listening');
      return [port, server];
    } catch (error) {
      if (attempt === 100) throw error;
    }
  }
}
