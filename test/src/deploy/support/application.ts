/**
 * The application behind AUTH_FORWARD_URL: whoever asks is Ada.
 *
 * @module
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** See the module comment. */
export interface Application extends AsyncDisposable {
  /** For AUTH_FORWARD_URL. */
  readonly url: string;
  readonly port: number;
}

/** Starts it on a free port of loopback. */
export async function startApplication(): Promise<Application> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end('{"subject":"ada"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/upload-user`,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
