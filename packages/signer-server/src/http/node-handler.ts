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
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import type { Connection } from '../limits/address.js';
import type { Signer } from '../options.js';

/** With `next`, requests for other paths are handed on; without, they get the signer's 404. */
export type NodeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: () => void,
) => void;

/**
 * The original URL is used where a framework strips a mount path (Express sets `originalUrl`). A body that `express.json()`
 * and the like have read already is taken from `request.body`; mounted before them, the signer's own limit of a megabyte holds.
 */
export function toNodeHandler(signer: Signer): NodeHandler {
  return nodeHandler(signer, {});
}

/** @param common - what is known of every connection */
export function nodeHandler(signer: Signer, common: Connection): NodeHandler {
  const listener = getRequestListener(
    (request, { incoming, outgoing }) =>
      signer.fetch(request, {
        ...common,
        remoteAddress: incoming.socket.remoteAddress,
        delivered: deliveryOf(outgoing),
        ...parsedBodyOf(incoming),
      }),
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

type Incoming = HttpBindings['incoming'] | Http2Bindings['incoming'];
type Outgoing = HttpBindings['outgoing'] | Http2Bindings['outgoing'];

/** Resolves when the response is over: whether all of it was written. */
function deliveryOf(outgoing: Outgoing): Promise<boolean> {
  // That of HTTP/2 knows only whether the end was asked for.
  const state: { readonly writableFinished?: boolean; readonly writableEnded: boolean } = outgoing;
  const isWritten = (): boolean => state.writableFinished ?? state.writableEnded;
  return new Promise((resolve) => {
    if (outgoing.destroyed) resolve(isWritten());
    outgoing.once('close', () => {
      resolve(isWritten());
    });
  });
}

/** What a parser in front of the signer left of a body that it has read: Express puts it into `body`. */
function parsedBodyOf(incoming: Incoming): Pick<Connection, 'parsedBody'> {
  if (!incoming.readableDidRead) return {};
  return { parsedBody: { value: (incoming as { readonly body?: unknown }).body } };
}

function isSignerPath(signer: Signer, url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return (
    path === signer.endpoint ||
    path.startsWith(`${signer.endpoint}/`) ||
    signer.keyPaths.includes(path)
  );
}
