/**
 * A small `fetch` on `node:http` for the signer's own requests, which are many and mostly HEAD. Node's global `fetch`
 * closes the connection after every HEAD; across the internet each would pay for TCP and TLS again.
 *
 * @module
 */
import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Fetch } from './runtime.js';

/** Connections per host; a batch completes 16 uploads at once and asks two things at once for each. */
const MAX_SOCKETS = 32;

/** Idle connections do not keep the process alive: Node unrefs them in the pool. */
const AGENT = { keepAlive: true, maxSockets: MAX_SOCKETS } as const;

/** One pool of connections. Bodies to send are text, bytes, or an `AsyncIterable` of bytes; those of answers stream. */
export function keepAliveFetch(): Fetch {
  const agents = {
    'http:': new http.Agent(AGENT),
    'https:': new https.Agent(AGENT),
  };
  return async (url, init) => {
    const { protocol } = new URL(url);
    const request: Outgoing =
      protocol === 'https:'
        ? { send: https.request, agent: agents['https:'] }
        : { send: http.request, agent: agents['http:'] };
    try {
      return await exchange(request, url, init);
    } catch (error) {
      // Storage may close an idle connection in the moment it is used again. A request that has no stream for a body
      // can be repeated, so it is, once, as browsers do.
      if (error instanceof StaleConnection) return exchange(request, url, init);
      throw error;
    }
  };
}

interface Outgoing {
  readonly send: typeof http.request;
  readonly agent: http.Agent;
}

/** A kept connection turned out to be closed before anything was answered. */
class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

/** Milliseconds to wait for `100 Continue` from a server that does not know it (RFC 9110 §10.1.1), as curl does. */
const CONTINUE_WAIT = 1000;

function exchange({ send, agent }: Outgoing, url: string, init: RequestInit): Promise<Response> {
  const { body } = init;
  const method = init.method ?? 'GET';
  const streamed = body != null && typeof body === 'object' && Symbol.asyncIterator in body;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      agent,
      method,
      headers: {
        ...Object.fromEntries(new Headers(init.headers)),
        // A refusal comes before the stream is touched, so that it can still be sent another time.
        ...(streamed && { expect: '100-continue' }),
      },
      ...(init.signal && { signal: init.signal }),
    });
    request.once('response', (answer) => {
      resolve(toResponse(answer, method));
    });
    // Not once: what happens after the answer began reaches the reader of its body.
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && error.code === 'ECONNRESET' && !streamed;
      reject(stale ? new StaleConnection('closed while idle', { cause: error }) : error);
    });
    if (streamed) {
      sendStream(request, body, reject);
      return;
    }
    const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
    if (bytes instanceof Uint8Array) request.setHeader('content-length', bytes.byteLength);
    // No bytes at all rather than none of them: those would be written by themselves, after the head.
    if (bytes instanceof Uint8Array && bytes.byteLength > 0) request.end(bytes);
    else request.end();
  });
}

/** Begins when the server says so, or keeps silent; not at all once it has answered. */
function sendStream(
  request: http.ClientRequest,
  body: AsyncIterable<Uint8Array>,
  fail: (error: unknown) => void,
): void {
  let begun = false;
  const begin = (): void => {
    clearTimeout(timer);
    if (begun || request.destroyed) return;
    begun = true;
    pipeline(Readable.from(body, { objectMode: false }), request).catch(fail);
  };
  const timer = setTimeout(begin, CONTINUE_WAIT);
  request.once('continue', begin);
  request.once('close', () => {
    clearTimeout(timer);
  });
  request.once('response', (answer) => {
    clearTimeout(timer);
    if (request.writableFinished) return;
    begun = true;
    // A refusal in the middle: the rest need not be sent, and a connection with half a request on it is of no use.
    answer.once('end', () => {
      request.destroy();
    });
  });
  // With `Expect` Node sends the headers at once, in the socket's encoding, which would be UTF-8 (seen in Node 24).
  request.once('socket', (socket) => socket.setDefaultEncoding('latin1'));
}

function toResponse(answer: http.IncomingMessage, method: string): Response {
  const headers = new Headers();
  for (let i = 0; i + 1 < answer.rawHeaders.length; i += 2) {
    headers.append(answer.rawHeaders[i] ?? '', answer.rawHeaders[i + 1] ?? '');
  }
  // These statuses must not have a body, not even an empty one (Fetch §2.2.6).
  const status = answer.statusCode ?? 500;
  const none = method === 'HEAD' || [204, 205, 304].includes(status);
  if (none) answer.resume();
  const body = none ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
  return new Response(body, { status, headers });
}
