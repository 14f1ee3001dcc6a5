/**
 * As much of Swift as a signer with credentials asks of it: login, `/info`, objects known by size and MD5 alone, copies,
 * manifests, expiry. No byte is kept; what a real Swift answers is for the contract suite.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Where the account lies. */
export const ACCOUNT = '/v1/AUTH_bench';

/** What is known of an object. */
interface Known {
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly type: string;
  readonly expires: string | undefined;
  readonly isManifest: boolean;
}

/** A request, its body taken in. */
export interface Taken {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly size: number;
  /** MD5 of the body, however it is known. */
  readonly etag: string;
  /** The body, where it is no file's. */
  readonly text: string;
}

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Answers for everything below {@link ACCOUNT}. */
export function createObjects(): (request: Taken) => Answer {
  const objects = new Map<string, Known>();
  return (request) => {
    const { method, path } = request;
    if (method === 'PUT') return put(objects, request);
    if (method === 'DELETE') return { status: objects.delete(path) ? 204 : 404 };
    // A container: its listing, always at its end.
    if (path.split('/').length < 5) return { status: 200, body: '[]' };
    const object = objects.get(path);
    if (!object) return { status: 404 };
    if (method === 'POST') {
      objects.set(path, { ...object, expires: undefined });
      return { status: 202 };
    }
    return { status: 200, headers: headersOf(object) };
  };
}

function put(objects: Map<string, Known>, request: Taken): Answer {
  const { path, headers, query } = request;
  const from = headers['x-copy-from'];
  const type = headers['content-type'] ?? 'application/octet-stream';
  const expires = deleteAt(headers);
  if (typeof from === 'string') {
    const source = objects.get(ACCOUNT + decodeURIComponent(from));
    if (!source) return { status: 404 };
    objects.set(path, { ...source, type, expires });
    return { status: 201, headers: written(source.etag) };
  }
  if (query.get('multipart-manifest') === 'put') {
    const segments = JSON.parse(request.text) as readonly Segment[];
    objects.set(path, { ...wholeOf(segments), type, expires, isManifest: true });
    return { status: 201 };
  }
  const { size, etag } = request;
  objects.set(path, { size, etag, type, expires, isManifest: false });
  return { status: 201, headers: written(etag) };
}

interface Segment {
  readonly etag: string;
  readonly size_bytes: number;
}

function wholeOf(segments: readonly Segment[]): { size: number; etag: string } {
  return {
    size: segments.reduce((sum, { size_bytes: bytes }) => sum + bytes, 0),
    etag: createHash('md5')
      .update(segments.map(({ etag }) => etag).join(''))
      .digest('hex'),
  };
}

function deleteAt(headers: IncomingHttpHeaders): string | undefined {
  const at = headers['x-delete-at'];
  const after = headers['x-delete-after'];
  if (typeof at === 'string') return at;
  return after === undefined ? undefined : String(Math.floor(Date.now() / 1000) + Number(after));
}

/** What Swift says of an object that it has written. */
function written(etag: string): Record<string, string> {
  return { etag, 'last-modified': new Date().toUTCString() };
}

function headersOf({ size, etag, type, expires, isManifest }: Known): Record<string, string> {
  return {
    'content-length': String(size),
    'content-type': type,
    etag: isManifest ? `"${etag}"` : etag,
    'x-timestamp': (Date.now() / 1000).toFixed(5),
    'last-modified': new Date().toUTCString(),
    ...(expires !== undefined && { 'x-delete-at': expires }),
    ...(isManifest && { 'x-static-large-object': 'True' }),
  };
}
