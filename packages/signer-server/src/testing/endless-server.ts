/**
 * A server that answers every request with 700 MiB, as a mistaken address or a server that was taken over might; and how much
 * of that was taken from it.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bytes of each answer. */
const LENGTH = 700 * 1024 ** 2;

/** How it says how long an answer is. */
export type Announced = 'with its length' | 'without a length';

/** See the module comment. */
export interface EndlessServer {
  readonly url: string;
  /** Status and headers of the answers. */
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
  /** Answers requests to this path properly. */
  readonly honest: Map<string, (response: ServerResponse) => void>;
  /** Resolves when no answer is under way: bytes that left it since the last time. */
  readonly taken: () => Promise<number>;
  readonly close: () => void;
}

/** Listens on a free port. */
export async function endlessServer(announced: Announced): Promise<EndlessServer> {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const open = new Set<Promise<void>>();
  let sent = 0;
  const pour = (response: ServerResponse): void => {
    for (let left = LENGTH; left > 0 && !response.destroyed; left -= chunk.length) {
      sent += chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', () => {
          pour(response);
        });
        return;
      }
    }
  };
  const server = createServer((request, response) => {
    const proper = this_.honest.get(request.url ?? '');
    if (proper) {
      proper(response);
      return;
    }
    open.add(new Promise((resolve) => response.once('close', resolve)));
    const length = announced === 'with its length' ? { 'content-length': String(LENGTH) } : {};
    response.writeHead(this_.answer.status, { ...this_.answer.headers, ...length });
    request.resume();
    pour(response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const this_: EndlessServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: { status: 200, headers: {} },
    honest: new Map(),
    taken: async () => {
      await Promise.all(open);
      open.clear();
      const bytes = sent;
      sent = 0;
      return bytes;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return this_;
}
