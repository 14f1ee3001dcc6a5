/**
 * A Swift in memory, as far as the back end asks of one: login, `/info`, objects, server-side copy, and the answer to a
 * manifest whose parts are not there. No socket, so that a hundred thousand requests take seconds; what a real Swift
 * answers is for the contract suite.
 *
 * @module
 */
import type { Fetch } from '../storage/swift/http.js';
import type { SwiftOptions } from '../storage/swift/options.js';

const ORIGIN = 'https://swift.example';
/** What all URLs of objects begin with. */
export const CONTAINER_URL = `${ORIGIN}/v1/AUTH_test/uploads/`;
/** The key that signs them. */
export const MEMORY_KEY = 'the key of a container in memory';

/** Names that begin so are always there. */
export const OPEN = 'open/';

const INFO = JSON.stringify({
  swift: { max_file_size: 5_368_709_122 },
  tempurl: { methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'], allowed_digests: ['sha256'] },
  slo: { max_manifest_segments: 1000, min_segment_size: 1 },
});

/** One request that reached it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
}

/** See the module comment. */
export interface MemorySwift {
  /** With credentials, for `swift()`. */
  readonly options: SwiftOptions;
  /** What was asked since it was last emptied. */
  readonly seen: SeenRequest[];
  /** Stores bytes that are known by size and MD5 alone. */
  store(url: string, object: StoredBytes): void;
}

/** What is known of the bytes. */
export interface StoredBytes {
  readonly size: number;
  readonly etag: string;
  readonly type: string;
  /** Metadata. */
  readonly headers?: Readonly<Record<string, string>>;
}

const OPEN_OBJECT = { size: 0, etag: 'd41d8cd98f00b204e9800998ecf8427e', type: 'image/png' };

/** @param intercept - may answer in its place; undefined lets it answer itself. */
export function memorySwift(
  intercept: (request: SeenRequest) => Response | undefined = () => undefined,
): MemorySwift {
  const objects = new Map<string, StoredBytes>();
  const seen: SeenRequest[] = [];
  // Async, so that what `intercept` throws is a rejection, as a broken connection is one.
  const fetch: Fetch = async (url, init) => {
    const { method = 'GET' } = init;
    const request = { method, url };
    seen.push(request);
    const instead = intercept(request);
    // Whoever asked may have gone in the meantime.
    init.signal?.throwIfAborted();
    return instead ?? answer(objects, request, new Headers(init.headers));
  };
  return {
    options: {
      auth: { url: `${ORIGIN}/auth/v1.0`, user: 'test:tester', key: 'testing' },
      container: 'uploads',
      tempUrlKey: MEMORY_KEY,
      partSize: 1024 * 1024,
      fetch,
    },
    seen,
    store: (url, object) => void objects.set(pathOf(url), object),
  };
}

function pathOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname);
}

function answer(
  objects: Map<string, StoredBytes>,
  { method, url }: SeenRequest,
  headers: Headers,
): Response {
  if (url === `${ORIGIN}/info`) return new Response(INFO);
  if (url === `${ORIGIN}/auth/v1.0`) {
    const account = { 'x-auth-token': 'AUTH_tk1', 'x-storage-url': `${ORIGIN}/v1/AUTH_test` };
    return new Response(null, { headers: account });
  }
  const path = pathOf(url);
  // The container: its listing, and no page after the first.
  if (path === '/v1/AUTH_test/uploads') return new Response('[]');
  if (method === 'PUT') return write(objects, path, url, headers);
  if (method === 'DELETE') return status(objects.delete(path) ? 204 : 404);
  const isOpen = path.startsWith(`/v1/AUTH_test/uploads/${OPEN}`);
  const object = objects.get(path) ?? (isOpen ? OPEN_OBJECT : undefined);
  if (!object) return status(404);
  return method === 'POST' ? status(202) : new Response(null, { headers: headersOf(object) });
}

/** Only the signer writes here: a record, by copy, or by a manifest, whose parts are never there. */
function write(
  objects: Map<string, StoredBytes>,
  path: string,
  url: string,
  headers: Headers,
): Response {
  if (url.endsWith('multipart-manifest=put')) {
    const missing = [[`${path}/00000001`, '404 Not Found']];
    return Response.json({ Errors: missing }, { status: 400 });
  }
  if (!headers.has('x-copy-from')) {
    const kept = [...headers].filter(([name]) => name.startsWith('x-object-meta-'));
    objects.set(path, { ...OPEN_OBJECT, headers: Object.fromEntries(kept) });
    return status(201);
  }
  const from = `/v1/AUTH_test${decodeURIComponent(headers.get('x-copy-from') ?? '')}`;
  const source = objects.get(from);
  if (!source) return status(404);
  if (source.etag !== headers.get('if-match')) return status(412);
  objects.set(path, { ...source, type: headers.get('content-type') ?? source.type });
  return status(201);
}

function headersOf({ size, etag, type, headers }: StoredBytes): Record<string, string> {
  return {
    ...headers,
    'content-length': String(size),
    etag,
    'content-type': type,
    'x-timestamp': (Date.now() / 1000).toFixed(5),
  };
}

function status(code: number): Response {
  return new Response(null, { status: code });
}
