/**
 * Server-side copies: `COPY` with `Destination`, or `PUT` with `X-Copy-From`. The bytes are read and written again
 * through the core, like any other upload, so an interrupted copy leaves nothing visible either. A large object becomes
 * a plain one by it, unless `?multipart-manifest=get` says that its manifest is meant.
 *
 * @module
 */
import {
  answer,
  closeBody,
  isStream,
  plain,
  sentence,
  withHeaders,
  type Answer,
} from '../http/answer.js';
import type { Handler, Layer, RequestHeaders, SwiftRequest } from '../http/exchange.js';
import { decodeUtf8, percentDecode, quote } from '../http/percent.js';
import { bodyOfBytes } from '../http/subrequest.js';
import { objectTargetOf, type ObjectTarget } from '../http/target.js';
import { titleCase } from './header-name.js';

/** Of the source's headers these do not pass to the copy as they are. */
const NOT_COPIED = new Set([
  'accept-ranges',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'x-static-large-object',
  'x-timestamp',
]);
const TRUE_VALUES = ['true', '1', 'yes', 'on', 't', 'y'];

interface Inner {
  readonly next: Handler;
  /** Bytes a copy may have: a large object may be larger. */
  readonly maxFileSize: number;
}

/** See the module comment. @param maxFileSize bytes a copy may have */
export function copy(maxFileSize: number): Layer {
  return (next) => async (request) => {
    const target = objectTargetOf(request.target);
    if (target === undefined) return next(request);
    const inner = { next, maxFileSize };
    if (request.method === 'COPY') return copyFrom(inner, request, target);
    if (request.method === 'PUT' && request.headers.has('x-copy-from')) {
      return copyTo(inner, request, target);
    }
    return next(request);
  };
}

/** `COPY source` becomes a PUT of the destination. */
function copyFrom(inner: Inner, request: SwiftRequest, source: ObjectTarget): Promise<Answer> {
  const destination = request.headers.get('destination');
  if (!destination) return Promise.resolve(sentence(412, 'Destination header required'));
  const place = parsePlace(destination);
  if (place === undefined) {
    const form = '<container name>/<object name>';
    return Promise.resolve(sentence(412, `Destination header must be of the form ${form}`));
  }
  const account = request.headers.get('destination-account') ?? source.account;
  return transfer(inner, request, source, { ...source, account, ...place });
}

function copyTo(inner: Inner, request: SwiftRequest, target: ObjectTarget): Promise<Answer> {
  if ((request.body.length ?? 0) > 0) {
    return Promise.resolve(plain(400, 'Copy requests require a zero byte body'));
  }
  const place = parsePlace(request.headers.get('x-copy-from') ?? '');
  if (place === undefined) {
    const form = '<container name>/<object name>';
    return Promise.resolve(sentence(412, `X-Copy-From header must be of the form ${form}`));
  }
  const account = request.headers.get('x-copy-from-account') ?? target.account;
  return transfer(inner, request, { ...target, account, ...place }, target);
}

async function transfer(
  { next, maxFileSize }: Inner,
  request: SwiftRequest,
  source: ObjectTarget,
  destination: ObjectTarget,
): Promise<Answer> {
  const isForManifest = request.query.get('multipart-manifest') === 'get';
  const read = isForManifest ? { 'multipart-manifest': 'get', format: 'raw' } : {};
  const query = new Map(Object.entries(read));
  const origin = await next({ ...request, method: 'GET', target: source, query });
  try {
    // A failed read is the answer; so is the 304 that `If-None-Match: *` makes of every copy (measured).
    if (origin.status >= 300) return origin;
    const length = isStream(origin.body) ? (origin.body.length ?? 0) : origin.body.byteLength;
    if (length > maxFileSize) return answer(413);
    const headers = copiedHeaders(request.headers, origin);
    const body = bodyOf(origin);
    const written = new Map(request.query);
    // The manifest that was read is put through the same checks as any other.
    if (isForManifest && origin.largeObject) written.set('multipart-manifest', 'put');
    const changes = { method: 'PUT', target: destination, headers, body, query: written };
    const reply = await next({ ...request, ...changes });
    return reply.status === 201 ? withHeaders(reply, provenance(source, origin, headers)) : reply;
  } finally {
    await closeBody(origin);
  }
}

/** The source's headers, overridden by the request's; with `X-Fresh-Metadata: true` only the latter. */
function copiedHeaders(sent: RequestHeaders, origin: Answer): RequestHeaders {
  const headers = new Map<string, string>();
  const isFresh = TRUE_VALUES.includes((sent.get('x-fresh-metadata') ?? '').toLowerCase());
  if (!isFresh) {
    for (const [name, value] of Object.entries(origin.headers)) {
      if (!NOT_COPIED.has(name.toLowerCase())) headers.set(name.toLowerCase(), value);
    }
  }
  for (const [name, value] of sent) headers.set(name, value);
  headers.delete('x-copy-from');
  if (!sent.get('content-type')) {
    headers.set('content-type', origin.headers['Content-Type'] ?? 'application/octet-stream');
  }
  // Swift replaces a sent ETag by the source's, so that the copy is verified (a wrong one is ignored, measured). That of a
  // large object is no MD5 of its bytes.
  if (origin.status === 200 && !origin.largeObject)
    headers.set('etag', origin.headers['Etag'] ?? '');
  headers.delete('range');
  return headers;
}

function bodyOf(origin: Answer): SwiftRequest['body'] {
  const { body } = origin;
  if (!isStream(body)) return bodyOfBytes(body);
  // Nothing behind this layer decides by what a copy holds.
  const peek = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(0));
  return { length: body.length, chunks: () => body.chunks(), peek };
}

/** Where the copy came from, and the metadata it was given. */
function provenance(
  source: ObjectTarget,
  origin: Answer,
  headers: RequestHeaders,
): Record<string, string> {
  const metadata = [...headers]
    .filter(([name]) => name.startsWith('x-object-meta-') || name === 'x-delete-at')
    .map(([name, value]) => [titleCase(name), value] as const);
  return {
    'X-Copied-From-Account': quote(source.account),
    'X-Copied-From': quote(`${source.container}/${source.object}`),
    'X-Copied-From-Last-Modified': origin.headers['Last-Modified'] ?? '',
    ...Object.fromEntries(metadata),
  };
}

/** `[/]container/object`, percent-encoded. */
function parsePlace(header: string): { container: string; object: string } | undefined {
  const path = decodeUtf8(percentDecode(header.replace(/^\//, '')));
  const [, container, object] = /^([^/]+)\/(.+)$/s.exec(path ?? '') ?? [];
  return container === undefined || object === undefined ? undefined : { container, object };
}
