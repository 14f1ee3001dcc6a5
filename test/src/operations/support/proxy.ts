/**
 * A proxy in front of storage that changes what passes: for what a storage of this version does not do by itself.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What it changes. */
export interface Changes {
  /** Answers a request itself with this status; undefined lets it pass. */
  readonly refuse?: (request: IncomingMessage) => number | undefined;
  /** The body of an answer to a GET. */
  readonly answer?: (url: string, text: string) => string;
}

/** @returns its origin, and how to end it. */
export async function startProxy(
  target: string,
  changes: Changes,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void forward(target, request, changes).then(
      ([status, headers, body]) => response.writeHead(status, headers).end(body),
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** These are about one connection (RFC 9110 §7.6.1), or are made anew. */
const OF_THE_CONNECTION = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'host',
];

async function forward(
  target: string,
  request: IncomingMessage,
  { refuse, answer }: Changes,
): Promise<[number, Record<string, string>, Buffer]> {
  const { method = 'GET', url = '/' } = request;
  const status = refuse?.(request);
  if (status !== undefined) {
    request.resume();
    return [status, {}, Buffer.alloc(0)];
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !OF_THE_CONNECTION.includes(name)) {
      headers.set(name, value);
    }
  }
  const body = method === 'PUT' || method === 'POST' ? await buffer(request) : null;
  const theirs = await fetch(target + url, { method, headers, body });
  const text = Buffer.from(await theirs.arrayBuffer());
  const kept = [...theirs.headers].filter(
    ([name]) => method === 'HEAD' || !OF_THE_CONNECTION.includes(name),
  );
  const changed = method === 'GET' && answer ? Buffer.from(answer(url, text.toString())) : text;
  return [theirs.status, Object.fromEntries(kept), changed];
}
