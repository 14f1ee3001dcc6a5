/**
 * Ports are looked at before anything starts, so that a taken one is a clear sentence with nothing to clean up.
 *
 * @module
 */
import { createServer } from 'node:net';
import { once } from 'node:events';
import { DemoError } from './demo-error.js';

/** Where everything in the demo listens. `localhost` resolves to it in every browser. */
export const HOST = '127.0.0.1';

/** A port and the environment variable that moves it. */
export interface PortSetting {
  readonly variable: string;
  /** 0 means any free port. */
  readonly port: number;
}

/** Listens and lets go at once; answers the port, or the error's code. */
async function probe(port: number, host: string): Promise<number | string> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    server.close();
  }
}

/**
 * Makes sure that a port can be had, and turns 0 into a free one.
 *
 * Looks at `::1` as well: a browser tries that first for `localhost`, so another program there would answer in the
 * demo's place. A machine without IPv6 says `EADDRNOTAVAIL` or `EAFNOSUPPORT`, which is fine.
 *
 * @throws {DemoError} `port-taken`, naming the variable
 */
export async function claimPort({ variable, port }: PortSetting): Promise<number> {
  const found = await probe(port, HOST);
  if (found === 'EACCES') {
    throw new DemoError(
      'port-taken',
      `Port ${port} needs rights this program does not have: set ${variable} to a port above 1023.`,
    );
  }
  if (typeof found === 'string' || (await probe(found, '::1')) === 'EADDRINUSE') {
    throw new DemoError(
      'port-taken',
      `Port ${port} is taken by another program: stop that one, or set ${variable} to a free port.`,
    );
  }
  return found;
}
