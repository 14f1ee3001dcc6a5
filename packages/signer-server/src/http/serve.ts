/**
 * Listens on a port. Refuses what would be unsafe, says in one sentence why a port cannot be had, cuts off who sends too
 * slowly, tells how it is, and on `close` lets what was taken come to its end.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drain } from './drain.js';
import type { DrainOptions } from './drain.js';
import { SignerError } from '../errors.js';
import { isLoopback } from './loopback.js';
import type { Metrics } from '../metrics/metrics.js';
import type { MetricsPlace } from '../metrics/place.js';
import { misdirected, namesKnownHost } from './host-guard.js';
import { nodeHandler } from './node-handler.js';
import { answerOperations, answerProblem, isOperation } from './operations.js';
import type { Operations } from './operations.js';
import type { Signer } from '../options.js';
import { storageReadiness } from './readiness.js';

/** Where to listen, and what else to answer there. */
export interface ServeOptions {
  /** 0 takes a free one. Default: 8080. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Figures for Prometheus, and where they are told. */
  readonly metrics?: { readonly source: Metrics; readonly at: MetricsPlace };
  readonly timeouts?: ServerTimeouts;
  readonly shutdown?: DrainOptions;
}

/** Milliseconds. A client that is slower is answered 408 and cut off, so that slow ones cannot take all connections. */
export interface ServerTimeouts {
  /** For the headers of a request. Default: 10000. */
  readonly headers?: number;
  /** For a whole request, which has at most a megabyte. Default: 60000. */
  readonly request?: number;
  /** For which a connection may be idle; longer than that of a proxy in front. Default: 65000. */
  readonly idle?: number;
}

/** A listening signer. */
export interface SignerServer {
  /** e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /** Where figures are told, if they are. */
  readonly metricsUrl: string | undefined;
  /** Is not ready any more, then takes no more connections, and resolves when all that was taken has been answered. */
  readonly close: () => Promise<void>;
}

/** @throws SignerError `unsafe-address` or `address-in-use`. */
export async function serve(signer: Signer, options: ServeOptions = {}): Promise<SignerServer> {
  const { port = 8080, host = '127.0.0.1', metrics, shutdown } = options;
  if (!signer.authorizes && !isLoopback(host)) {
    throw new SignerError(
      'unsafe-address',
      `Without authorize anybody could upload, so the signer does not listen on ${host}: ` +
        'pass authorize to createSigner, or listen on 127.0.0.1.',
    );
  }
  const state = { draining: false };
  const storage = storageReadiness(signer.ready);
  const operations: Operations = {
    readiness: async () => (state.draining ? { status: 'draining' } : storage()),
    ...(metrics?.at.kind === 'path' && {
      metrics: { source: metrics.source, path: metrics.at.path },
    }),
  };
  const server = httpServer(listener(signer, operations, host), options.timeouts);
  const url = await listen(server, port, host);
  const figures = await metricsServer(signer, metrics, operations, server);
  return {
    url,
    port: (server.address() as AddressInfo).port,
    metricsUrl: figures?.url ?? (operations.metrics && url + operations.metrics.path),
    close: async () => {
      state.draining = true;
      await drain(server, shutdown);
      // To the end: the last figures are those of the shutdown.
      if (figures) await drain(figures.server, { timeout: 0 });
    },
  };
}

function listener(signer: Signer, operations: Operations, host: string): RequestListener {
  const handler = nodeHandler(signer, { onLoopback: isLoopback(host) });
  const answer = guarded(signer, operations, host);
  return (request, response) => {
    if (!answer(request, response)) handler(request, response);
  };
}

/** Answers what those who run it ask; on a loopback address only under a known name. The signer looks at its own requests. */
function guarded(
  signer: Signer,
  operations: Operations,
  host: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const guard = { knows: signer.knowsHost };
  return (request, response) => {
    if (!isOperation(operations, request)) return false;
    if (isLoopback(host) && !namesKnownHost(guard, request)) answerProblem(response, misdirected());
    else answerOperations(operations, request, response);
    return true;
  };
}

function httpServer(answer: RequestListener, timeouts: ServerTimeouts = {}): Server {
  const { headers = 10_000, request = 60_000, idle = 65_000 } = timeouts;
  return createServer(
    {
      headersTimeout: headers,
      requestTimeout: Math.max(headers, request),
      keepAliveTimeout: idle,
      // How often Node looks; half a minute by default.
      connectionsCheckingInterval: Math.min(1_000, headers),
    },
    answer,
  );
}

/** The figures' own port; when it cannot be had, the signer's is given back. */
async function metricsServer(
  signer: Signer,
  metrics: ServeOptions['metrics'],
  { readiness }: Operations,
  main: Server,
): Promise<{ readonly url: string; readonly server: Server } | undefined> {
  if (metrics?.at.kind !== 'port') return undefined;
  const { at, source } = metrics;
  const operations = { readiness, metrics: { source, path: '/metrics' } };
  const answer = guarded(signer, operations, at.host);
  const server = httpServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end();
  });
  try {
    return { url: `${await listen(server, at.port, at.host)}/metrics`, server };
  } catch (error) {
    await drain(main, { timeout: 0 });
    throw error;
  }
}

/** Resolves to the origin. */
function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(listenError(cause, port, host));
    });
    server.listen(port, host, () => {
      const name = host.includes(':') ? `[${host}]` : host;
      resolve(`http://${name}:${(server.address() as AddressInfo).port}`);
    });
  });
}

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): SignerError {
  if (cause.code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is taken: stop what uses it, or set PORT to another one.`;
    return new SignerError('address-in-use', message, { cause });
  }
  const message = `Cannot listen there (${cause.code ?? cause.name}): check HOST and PORT.`;
  return new SignerError('invalid-option', message, { cause });
}
