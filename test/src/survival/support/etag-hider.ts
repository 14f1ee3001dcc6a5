/**
 * A proxy in front of storage that takes the ETag away, as many a company's or CDN's does.
 *
 * @module
 */
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running proxy. */
export interface EtagHider extends AsyncDisposable {
  readonly origin: string;
}

/** Passes everything else on, both ways, as it is. */
export async function hideEtag(origin: string): Promise<EtagHider> {
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = ask(new URL(url ?? '/', origin), { method, headers }, (answer) => {
      delete answer.headers.etag;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
