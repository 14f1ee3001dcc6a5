/**
 * The HTTP server: makes a {@linkcode SwiftRequest} of what Node hands over, sends the answer back, and keeps the
 * connection usable whatever happened in between.
 *
 * @module
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { StatsCounter } from '../stats.js';
import { answer, isStream, sentence, withHeaders, type Answer } from './answer.js';
import type { Handler, SwiftRequest } from './exchange.js';
import { IncomingBody } from './incoming-body.js';
import { percentDecode } from './percent.js';
import { parseQuery } from './query.js';
import { send } from './send.js';
import { parseTarget, splitTarget } from './target.js';
import { createTransactionId } from './transaction.js';

/** One line for a log. It never holds a query string, and so no signature. */
export interface LogEntry {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  /** `0` if the connection was cut before an answer. */
  readonly status: number;
  readonly transactionId: string;
  readonly milliseconds: number;
  /** What went wrong inside, for an answer of 500. */
  readonly error?: string;
}

/** What the server is made of. */
export interface ServerOptions {
  readonly handler: Handler;
  /** Whether a request names a host that is answered. */
  readonly namesKnownHost: (message: IncomingMessage) => boolean;
  readonly stats: StatsCounter;
  /** Whether requests to this path (as sent) count. */
  readonly isCounted: (path: string) => boolean;
  /** Milliseconds a client may be silent in the middle of a body. */
  readonly clientTimeout: number;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (entry: LogEntry) => void;
}

/** Buffered per connection before the socket is told to wait. */
const READ_AHEAD_BYTES = 512 * 1024;
/** Longer ones are answered 414 by Swift's web server, without CORS headers (measured). */
const MAX_REQUEST_LINE = 8191;
/** Room for long names next to Swift's own 8 kB limits, which are checked one by one. */
const MAX_HEADER_BYTES = 64 * 1024;

/** The server, and what it is still doing. */
export interface StorageServer {
  /** Not listening yet. */
  readonly server: Server;
  /** Resolves when no request is being worked on, which may be after its connection is gone. */
  readonly idle: () => Promise<void>;
}

/** See the module comment. */
export function createStorageServer(options: ServerOptions): StorageServer {
  const exchanges = new Set<Promise<void>>();
  const begin = (message: IncomingMessage, response: ServerResponse, expects: boolean): void => {
    const running = exchange(options, message, response, expects)
      .catch((error: unknown) => {
        // A defect of this package, or of the given `log`: it costs one connection, not the server.
        response.destroy();
        process.emitWarning(error instanceof Error ? error : String(error));
      })
      .finally(() => {
        exchanges.delete(running);
      });
    exchanges.add(running);
  };
  const server = createServer({
    highWaterMark: READ_AHEAD_BYTES,
    maxHeaderSize: MAX_HEADER_BYTES,
    // A body may take as long as it takes; silence is limited by `clientTimeout`.
    requestTimeout: 0,
    keepAliveTimeout: options.clientTimeout,
  });
  // A client that has sent everything may close its side and still be served: Swift stores such an upload (measured).
  // Node knows this setting, though its documentation does not; without it the body would be thrown away.
  Object.assign(server, { httpAllowHalfOpen: true });
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    begin(request, response, false);
  };
  server.on('request', listener);
  // The client gets its 100 when the body is read, and not at all if the request is refused before.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    begin(request, response, true);
  });
  server.on('checkExpectation', listener);
  server.on('clientError', (_error: Error, socket: Socket) => {
    const id = createTransactionId(options.now());
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nX-Trans-Id: ${id}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
  });
  return {
    server,
    async idle() {
      while (exchanges.size > 0) await Promise.allSettled(exchanges);
    },
  };
}

async function exchange(
  options: ServerOptions,
  message: IncomingMessage,
  response: ServerResponse,
  expectsContinue: boolean,
): Promise<void> {
  const { now } = options;
  const began = now();
  const { path } = splitTarget(message.url ?? '/');
  // Looking at the counters must not change them.
  const stats = options.isCounted(path) ? options.stats : new StatsCounter();
  const transactionId = createTransactionId(began);
  const method = message.method ?? 'GET';
  stats.countRequest(method, method === 'OPTIONS' && message.headers.origin !== undefined);
  const body = new IncomingBody(message, {
    clientTimeout: options.clientTimeout,
    onStart: () => {
      if (expectsContinue) response.writeContinue();
    },
    onBytes: (count) => {
      stats.countReceived(count);
    },
  });
  const { reply, error } = await answerTo(options, message, response, body);
  // The client was never told to go on: whether a body follows is unknown, so nothing else can.
  const isUnwelcome = expectsContinue && !body.started;
  const common = {
    'X-Trans-Id': transactionId,
    'X-Openstack-Request-Id': transactionId,
    ...(isUnwelcome || body.broken ? { Connection: 'close' } : {}),
  };
  const drained = isUnwelcome ? Promise.resolve() : body.drain();
  if (reply.delivery?.cut === undefined) stats.countAnswer(reply.status);
  await send(response, reply, {
    common,
    onBytes: (count) => {
      stats.countSent(count);
    },
  });
  if (isStream(reply.body)) await reply.body.close();
  await drained;
  options.log({
    method,
    path,
    status: reply.delivery?.cut === undefined ? reply.status : 0,
    transactionId,
    milliseconds: now() - began,
    ...(error === undefined ? {} : { error }),
  });
}

async function answerTo(
  { handler, namesKnownHost }: ServerOptions,
  message: IncomingMessage,
  response: ServerResponse,
  body: IncomingBody,
): Promise<{ reply: Answer; error?: string }> {
  const url = message.url ?? '/';
  if (`${message.method ?? ''} ${url} HTTP/1.1`.length > MAX_REQUEST_LINE) {
    return { reply: withHeaders(answer(414), { Connection: 'close' }) };
  }
  if (!namesKnownHost(message)) {
    const text = 'This storage is on a machine of its own and does not answer to that host name.\n';
    return { reply: sentence(403, text, { 'Content-Type': 'text/plain' }) };
  }
  try {
    return { reply: await handler(toRequest(message, response, body)) };
  } catch (error) {
    const reply = sentence(500, 'An error occurred', { 'Content-Type': 'text/plain' });
    return { reply, error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
  }
}

function toRequest(
  message: IncomingMessage,
  response: ServerResponse,
  body: IncomingBody,
): SwiftRequest {
  const { path, query } = splitTarget(message.url ?? '/');
  const gone = new AbortController();
  response.on('close', () => {
    gone.abort();
  });
  const { localAddress = 'localhost', localPort = 0 } = message.socket;
  return {
    method: message.method ?? 'GET',
    path: percentDecode(path).toString('utf8'),
    target: parseTarget(path),
    query: parseQuery(query),
    headers: headersOf(message),
    body,
    caller: { kind: 'anonymous' },
    remoteAddress: (message.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''),
    origin: `http://${message.headers.host ?? `${localAddress}:${localPort}`}`,
    signal: gone.signal,
  };
}

function headersOf(message: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
