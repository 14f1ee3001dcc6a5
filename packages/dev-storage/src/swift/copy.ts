/**
 * Server-side copies: `COPY` with `Destination`, or `PUT` with `X-Copy-From`. The bytes are read and written again
 * through the core, like any other upload, so an interrupted copy leaves nothing visible either.
 *
 * @module
 */
import { isStream, plain, sentence, withHeaders, type Answer } from '../http/answer.js';
import type { Handler, Layer, RequestHeaders, SwiftRequest, Target } from '../http/exchange.js';
import { decodeUtf8, percentDecode, quote } from '../http/percent.js';
import { titleCase } from './header-name.js';

type ObjectTarget = Extract<Target, { kind: 'resource' }> & {
  readonly container: string;
  readonly object: string;
};

/** Of the source's headers these do not pass to the copy as they are. */
const NOT_COPIED = new Set([
  'accept-ranges',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'x-timestamp',
]);
const TRUE_VALUES = ['true', '1', 'yes', 'on', 't', 'y'];

/** See the module comment. */
export function copy(): Layer {
  return (next) => async (request) => {
    const target = objectTargetOf(request.target);
    if (target === undefined) return next(request);
    if (request.method === 'COPY') return copyFrom(next, request, target);
    if (request.method === 'PUT' && request.headers.has('x-copy-from')) {
      return copyTo(next, request, target);
    }
    return next(request);
  };
}

/** `COPY source` becomes a PUT of the destination. */
function copyFrom(next: Handler, request: SwiftRequest, source: ObjectTarget): Promise<Answer> {
  const destination = request.headers.get('destination');
  if (!destination) return Promise.resolve(sentence(412, 'Destination header required'));
  const place = parsePlace(destination);
  if (place === undefined) {
    const form = '<container name>/<object name>';
    return Promise.resolve(sentence(412, `Destination header must be of the form ${form}`));
  }
  const account = request.headers.get('destination-account') ?? source.account;
  return transfer(next, request, source, { ...source, account, ...place });
}

function copyTo(next: Handler, request: SwiftRequest, target: ObjectTarget): Promise<Answer> {
  if ((request.body.length ?? 0) > 0) {
    return Promise.resolve(plain(400, 'Copy requests require a zero byte body'));
  }
  const place = parsePlace(request.headers.get('x-copy-from') ?? '');
  if (place === undefined) {
    const form = '<container name>/<object name>';
    return Promise.resolve(sentence(412, `X-Copy-From header must be of the form ${form}`));
  }
  const account = request.headers.get('x-copy-from-account') ?? target.account;
  return transfer(next, request, { ...target, account, ...place }, target);
}

async function transfer(
  next: Handler,
  request: SwiftRequest,
  source: ObjectTarget,
  destination: ObjectTarget,
): Promise<Answer> {
  const origin = await next({ ...request, method: 'GET', target: source, query: new Map() });
  try {
    // A failed read is the answer; so is the 304 that `If-None-Match: *` makes of every copy (measured).
    if (origin.status >= 300) return origin;
    const headers = copiedHeaders(request.headers, origin);
    const body = bodyOf(origin);
    const reply = await next({ ...request, method: 'PUT', target: destination, headers, body });
    return reply.status === 201 ? withHeaders(reply, provenance(source, origin, headers)) : reply;
  } finally {
    if (isStream(origin.body)) await origin.body.close();
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
  // Swift replaces a sent ETag by the source's, so that the copy is verified (a wrong one is ignored, measured).
  if (origin.status === 200) headers.set('etag', origin.headers['Etag'] ?? '');
  headers.delete('range');
  return headers;
}

function bodyOf(origin: Answer): SwiftRequest['body'] {
  const { body } = origin;
  // Nothing behind this layer decides by what a copy holds.
  const peek = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(0));
  if (isStream(body)) return { length: body.length, chunks: () => body.chunks(), peek };
  return {
    length: body.byteLength,
    async *chunks(): AsyncGenerator<Uint8Array> {
      if (body.byteLength > 0) yield await Promise.resolve(body);
    },
    peek,
  };
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

function objectTargetOf(target: Target): ObjectTarget | undefined {
  if (target.kind !== 'resource') return undefined;
  const { container, object } = target;
  return container === undefined || object === undefined
    ? undefined
    : { ...target, container, object };
}
