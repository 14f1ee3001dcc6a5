/**
 * Where the bytes go: one process that is storage for every contender. It answers each in the protocol it speaks and keeps
 * nothing. Arguments: the address to listen on, its kind; takes the MD5s of the work as a message.
 *
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { takeBody, type ServerKind } from './body.js';
import { ACCOUNT, createObjects, type Answer, type Taken } from './objects.js';
import { createTus, TUS_PATH } from './tus.js';

const INFO = JSON.stringify({
  swift: { max_file_size: 5_368_709_122 },
  tempurl: { methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'], allowed_digests: ['sha256'] },
  slo: { max_manifest_segments: 1000, min_segment_size: 1 },
});

/** Amazon S3's answers to the calls around a multipart upload. */
const BEGUN =
  '<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u</UploadId></InitiateMultipartUploadResult>';
const COMPLETED =
  '<CompleteMultipartUploadResult><Location>/k</Location><Bucket>b</Bucket><Key>k</Key><ETag>"e"</ETag></CompleteMultipartUploadResult>';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, location, x-trans-id',
};
const PREFLIGHT = {
  ...CORS,
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-max-age': '3600',
};

/** What came so far. */
interface Counts {
  requests: number;
  preflights: number;
  bytes: number;
}

const [, , host = '', wanted] = process.argv;
const kind: ServerKind = wanted === 'md5' ? 'md5' : 'counting';
const counts: Counts = { requests: 0, preflights: 0, bytes: 0 };
const objects = createObjects();
const tus = createTus(kind);
let etags: Readonly<Record<string, string>> = {};

function answer(request: Taken, origin: string): Answer {
  const { path, etag } = request;
  if (path.startsWith(`${ACCOUNT}/`)) return objects(request);
  if (path === '/info') return { status: 200, body: INFO };
  if (path === '/auth/v1.0') {
    const account = { 'x-auth-token': 'AUTH_tkbench', 'x-storage-url': `${origin}${ACCOUNT}` };
    return { status: 200, headers: account };
  }
  if (path === '/rails/active_storage/direct_uploads') {
    const url = `${origin}/plain/${Math.random()}`;
    const blob = { signed_id: 'bench', direct_upload: { url, headers: {} } };
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(blob),
    };
  }
  if (request.method === 'POST' && request.query.has('uploads'))
    return { status: 200, body: BEGUN };
  if (request.method === 'POST' && request.query.has('uploadId')) {
    return { status: 200, body: COMPLETED };
  }
  return { status: 200, headers: { etag: `"${etag}"`, location: path } };
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.startsWith(TUS_PATH)) {
    if (request.method === 'OPTIONS') counts.preflights += 1;
    else counts.requests += 1;
    counts.bytes += Number(request.method === 'PATCH' ? request.headers['content-length'] : 0);
    await tus.handle(request, response);
    return;
  }
  if (request.method === 'OPTIONS') {
    counts.preflights += 1;
    const asked = request.headers['access-control-request-headers'] ?? '';
    response.writeHead(204, { ...PREFLIGHT, 'access-control-allow-headers': asked }).end();
    return;
  }
  counts.requests += 1;
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://sink');
  const body = await takeBody(request, kind, etags);
  counts.bytes += body.size;
  const { method = 'GET', headers } = request;
  const origin = `http://${headers.host ?? ''}`;
  const taken = { method, path: decodeURIComponent(pathname), query, headers, ...body };
  const { status, headers: more = {}, body: text = '' } = answer(taken, origin);
  // Its length is said even of nothing, as Swift says it: after a HEAD that does not, Node closes the connection.
  const length = { 'content-length': Buffer.byteLength(text) };
  response
    .writeHead(status, { ...CORS, ...length, ...more })
    .end(method === 'HEAD' ? undefined : text);
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    // A connection that ended early; the contender is told by its own side.
    response.destroy(error instanceof Error ? error : undefined);
  });
});
server.listen(0, host, () => {
  process.send?.({ origin: `http://${host}:${(server.address() as AddressInfo).port}` });
});
process.on('message', (message: { etags?: Readonly<Record<string, string>> }) => {
  if (message.etags) etags = message.etags;
  process.send?.({ ...counts });
  Object.assign(counts, { requests: 0, preflights: 0, bytes: 0 });
});
process.on('disconnect', () => process.exit());
