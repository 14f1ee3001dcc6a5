/**
 * A proxy in front of storage or signer that understands HTTP, and meddles: takes a header away, as many a company's or CDN's does,
 * answers by itself that storage is not there, as a load balancer does, or keeps requests back.
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
  /** How many requests are kept back. */
  held(): number;
  /** Lets them pass, and keeps none back any more. */
  letGo(): void;
}

/** What it does; all else passes both ways as it is. */
export interface Meddling {
  /** Response header that is taken away, in lower case. */
  readonly hides?: string;
  /** Whether this request is kept back. */
  readonly holds?: (request: IncomingMessage) => boolean;
  /** The status it answers this request with by itself, without CORS headers; `undefined` lets it pass. */
  readonly refuses?: (request: IncomingMessage) => number | undefined;
}

/** Starts it on a free port. */
export async function openGateway(origin: string, meddling: Meddling): Promise<Gateway> {
  const agent = new Agent({ keepAlive: true });
  const held: (() => void)[] = [];
  let holds = meddling.holds;
  const server = createServer((incoming, outgoing) => {
    const pass = (): void => {
      const status = meddling.refuses?.(incoming);
      if (status === undefined) forward(incoming, outgoing, origin, agent, meddling);
      else refuse(incoming, outgoing, status);
    };
    if (holds?.(incoming)) held.push(pass);
    else pass();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held: () => held.length,
    letGo() {
      holds = undefined;
      for (const pass of held.splice(0)) pass();
    },
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
