/**
 * A small `fetch` on `node:http` for the signer's own requests, which are many and mostly HEAD. Node's global `fetch`
 * closes the connection after every HEAD; across the internet each would pay for TCP and TLS again.
 *
 * @module
 */
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import type { Fetch } from './swift-http.js';

/** Connections per host; a batch completes 16 uploads at once and asks two things at once for each. */
const MAX_SOCKETS = 32;

/** Idle connections do not keep the process alive: Node unrefs them in the pool. */
const AGENT = { keepAlive: true, maxSockets: MAX_SOCKETS } as const;

/** One pool of connections. Bodies of answers are read as text: the signer reads no objects. */
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
      // Storage may close an idle connection in the moment it is used again. Every request of the signer can be
      // repeated, so it is, once, as browsers do.
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

function exchange({ send, agent }: Outgoing, url: string, init: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = send(url, {
      agent,
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(init.signal && { signal: init.signal }),
    });
    request.once('response', (answer) => {
      text(answer).then((body) => {
        resolve(toResponse(answer, body));
      }, reject);
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && error.code === 'ECONNRESET';
      reject(stale ? new StaleConnection('closed while idle', { cause: error }) : error);
    });
    const body = typeof init.body === 'string' ? init.body : undefined;
    if (body !== undefined) request.setHeader('content-length', Buffer.byteLength(body));
    request.end(body);
  });
}

function toResponse(answer: http.IncomingMessage, body: string): Response {
  const headers = new Headers();
  for (let i = 0; i + 1 < answer.rawHeaders.length; i += 2) {
    headers.append(answer.rawHeaders[i] ?? '', answer.rawHeaders[i + 1] ?? '');
  }
  // These statuses must not have a body, not even an empty one (Fetch §2.2.6).
  const status = answer.statusCode ?? 500;
  const none = body === '' || [204, 205, 304].includes(status);
  return new Response(none ? null : body, { status, headers });
}
