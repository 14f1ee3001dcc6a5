/**
 * A gateway that has storage below a path, and takes that off before storage sees the request: Infomaniak's `/object`, Ceph's
 * `/swift`.
 *
 * @module
 */
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @returns its address with the path; everything else there is 404. */
export async function gatewayTo(
  origin: string,
  path: string,
): Promise<{ readonly base: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    pass(request, response, origin, path);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  path: string,
): void {
  const { url = '', method, headers } = request;
  if (!url.startsWith(`${path}/`)) {
    request.resume();
    response.writeHead(404).end();
    return;
  }
  const onward = ask(new URL(url.slice(path.length), origin), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
