/**
 * A proxy in front of storage that understands HTTP, and meddles: takes a header away, as many a company's or CDN's does,
 * or answers by itself that storage is not there, as a load balancer does.
 *
 * @module
 */
import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as ask,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running proxy. */
export interface Gateway extends AsyncDisposable {
  readonly origin: string;
}

/** What it does; all else passes both ways as it is. */
export interface Meddling {
  /** Response header that is taken away, in lower case. */
  readonly hides?: string;
  /** The status it answers this request with by itself, without CORS headers; `undefined` lets it pass. */
  readonly refuses?: (request: IncomingMessage) => number | undefined;
}

/** Starts it on a free port. */
export async function openGateway(origin: string, meddling: Meddling): Promise<Gateway> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const status = meddling.refuses?.(incoming);
    if (status === undefined) forward(incoming, outgoing, origin, agent, meddling);
    else refuse(incoming, outgoing, status);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, 'close');
    },
  };
}

function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  origin: string,
  agent: Agent,
  { hides }: Meddling,
): void {
  const { method, url, headers } = incoming;
  const onward = ask(new URL(url ?? '/', origin), { method, headers, agent }, (answer) => {
    const shown = Object.entries(answer.headers).filter(([name]) => name !== hides);
    outgoing.writeHead(answer.statusCode ?? 502, Object.fromEntries(shown));
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  onward.on('error', () => outgoing.destroy());
  // What the page broke off must not look whole to storage.
  incoming.on('close', () => {
    if (!incoming.complete) onward.destroy();
  });
  incoming.pipe(onward);
}

/** Takes the whole body first, as Swift does with early errors: browsers send it anyway. */
function refuse(incoming: IncomingMessage, outgoing: ServerResponse, status: number): void {
  incoming.resume();
  incoming.on('end', () => {
    outgoing.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Not now</h1>');
  });
}
