/**
 * As much of Rails as Active Storage's direct uploads ask of it: a URL for a file whose checksum they tell.
 *
 * @module
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** See the module comment. */
export interface Rails extends AsyncDisposable {
  readonly url: string;
}

interface Blueprint {
  readonly blob: { readonly checksum: string };
}

/** @param urlFor - the URL under which a new object may be put */
export async function serveRails(urlFor: (name: string) => string): Promise<Rails> {
  let count = 0;
  const server = createServer((request, response) => {
    const headers = {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    };
    if (request.method === 'OPTIONS') {
      response.writeHead(204, headers).end();
      return;
    }
    count += 1;
    const url = urlFor(`rails-${count}`);
    void text(request).then((body) => {
      const { blob } = JSON.parse(body) as Blueprint;
      // Swift verifies by `ETag` where S3 does by `Content-MD5`.
      const etag = Buffer.from(blob.checksum, 'base64').toString('hex');
      const answer = { signed_id: 'bench', direct_upload: { url, headers: { etag } } };
      response
        .writeHead(200, { ...headers, 'content-type': 'application/json' })
        .end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/direct_uploads`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
