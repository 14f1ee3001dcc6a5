/**
 * Listens on a port. Refuses what would be unsafe, says in one sentence why a port cannot be had, and on `close` lets
 * what was taken come to its end.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignerError } from './errors.js';
import { isLoopback } from './loopback.js';
import { toNodeHandler } from './node-handler.js';
import type { Signer } from './options.js';

/** Where to listen. */
export interface ServeOptions {
  /** 0 takes a free one. Default: 8080. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
}

/** A listening signer. */
export interface SignerServer {
  /** e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, and resolves when every request that was taken has been answered. */
  readonly close: () => Promise<void>;
}

/** @throws SignerError `unsafe-address` or `address-in-use`. */
export async function serve(signer: Signer, options: ServeOptions = {}): Promise<SignerServer> {
  const { port = 8080, host = '127.0.0.1' } = options;
  if (!signer.authorizes && !isLoopback(host)) {
    throw new SignerError(
      'unsafe-address',
      `Without authorize anybody could upload, so the signer does not listen on ${host}: ` +
        'pass authorize to createSigner, or listen on 127.0.0.1.',
    );
  }
  const server = createServer(toNodeHandler(signer));
  await listen(server, port, host);
  const { port: taken } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${taken}`, port: taken, close: () => close(server) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(listenError(cause, port, host));
    });
    server.listen(port, host, resolve);
  });
}

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): SignerError {
  if (cause.code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is taken: stop what uses it, or set PORT to another one.`;
    return new SignerError('address-in-use', message, { cause });
  }
  const message = `Cannot listen on ${host}:${port} (${cause.code ?? cause.message}): check HOST and PORT.`;
  return new SignerError('invalid-option', message, { cause });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
    // Keep-alive connections without a request would hold the server open for seconds.
    server.closeIdleConnections();
  });
}
