/**
 * Mounts a signer in whatever speaks `node:http`: Express, Connect, Fastify's middleware, a bare server.
 *
 * @module
 * @example
 * const handler = toNodeHandler(signer);
 * createServer(handler);                                 // node:http
 * app.use((req, res, next) => handler(req, res, next));  // Express: other paths fall through to `next`
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Connection } from '../limits/address.js';
import type { Signer } from '../options.js';

/** With `next`, requests for other paths are handed on; without, they get the signer's 404. */
export type NodeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: () => void,
) => void;

/**
 * The original URL is used where a framework strips a mount path (Express sets `originalUrl`). Mount it before any
 * middleware that reads bodies.
 */
export function toNodeHandler(signer: Signer): NodeHandler {
  return nodeHandler(signer, {});
}

/** @param common - what is known of every connection */
export function nodeHandler(signer: Signer, common: Connection): NodeHandler {
  const listener = getRequestListener(
    (request, { incoming }) =>
      signer.fetch(request, { ...common, remoteAddress: incoming.socket.remoteAddress }),
    { overrideGlobalObjects: false },
  );
  return (request, response, next) => {
    const original = (request as { readonly originalUrl?: unknown }).originalUrl;
    if (typeof original === 'string') request.url = original;
    if (next && !isSignerPath(signer, request.url ?? '/')) {
      next();
      return;
    }
    void listener(request, response);
  };
}

function isSignerPath(signer: Signer, url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return (
    path === signer.endpoint ||
    path.startsWith(`${signer.endpoint}/`) ||
    path === '/.well-known/jwks.json'
  );
}
