/**
 * Cross-origin rules from a container's metadata, as Swift has them: which origins may read answers, and what a
 * preflight says. Signatures play no part in it, and answers made in front of Swift's core carry no CORS headers at all.
 *
 * @module
 */
import type { Answer, AnswerHeaders } from '../http/answer.js';
import { answer, withHeaders } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import type { ContainerNode } from '../disk/tree.js';

const ALLOW_ORIGIN = 'X-Container-Meta-Access-Control-Allow-Origin';
const EXPOSE_HEADERS = 'X-Container-Meta-Access-Control-Expose-Headers';
const MAX_AGE = 'X-Container-Meta-Access-Control-Max-Age';

/** Exposed without any setting; `ETag` is among them, which is what lets a page verify its upload (measured). */
const EXPOSED_BY_DEFAULT = [
  'cache-control',
  'content-language',
  'content-type',
  'etag',
  'expires',
  'last-modified',
  'pragma',
  'x-openstack-request-id',
  'x-timestamp',
  'x-trans-id',
] as const;

/**
 * Whether `container` lets pages of `origin` read its answers. The setting is a list separated by spaces, of exact
 * origins or `*`; commas, a trailing slash or patterns never match (measured).
 */
export function isOriginAllowed(container: ContainerNode | undefined, origin: string): boolean {
  const allowed = listOf(container?.record.headers[ALLOW_ORIGIN]);
  return allowed.includes(origin) || allowed.includes('*');
}

/** The answer with the CORS headers that this request's origin gets from `container`; unchanged if it gets none. */
export function addCors(
  base: Answer,
  request: SwiftRequest,
  container: ContainerNode | undefined,
): Answer {
  const origin = request.headers.get('origin');
  if (!origin || !isOriginAllowed(container, origin)) return base;
  const userMetadata = Object.keys(base.headers)
    .filter((name) => /^X-(Container|Object)-Meta/.test(name))
    .map((name) => name.toLowerCase());
  const configured = listOf(container?.record.headers[EXPOSE_HEADERS]).map((name) =>
    name.toLowerCase(),
  );
  const exposed = [...new Set([...EXPOSED_BY_DEFAULT, ...userMetadata, ...configured])];
  return withHeaders(base, {
    'Access-Control-Expose-Headers': exposed.join(', '),
    ...allowOriginHeaders(container, origin, base.headers['Vary']),
  });
}

/** Answer to `OPTIONS`: a preflight if it carries an `Origin`, else just the allowed methods. */
export function answerOptions(
  request: SwiftRequest,
  container: ContainerNode | undefined,
  methods: readonly string[],
): Answer {
  const allow = { Allow: methods.join(', ') };
  const origin = request.headers.get('origin');
  if (!origin || request.target.kind !== 'resource' || request.target.container === undefined) {
    return answer(200, allow);
  }
  const method = request.headers.get('access-control-request-method') ?? '';
  // Swift answers 401 here for a forbidden origin, an absent container and a foreign method alike.
  if (!isOriginAllowed(container, origin) || !methods.includes(method)) {
    // …and names COPY only where it succeeds, because another of its layers adds that (measured).
    return answer(401, { Allow: methods.filter((name) => name !== 'COPY').join(', ') });
  }
  const wanted = listOf(request.headers.get('access-control-request-headers'), /[\s,]+/);
  const maxAge = container?.record.headers[MAX_AGE];
  const vary = wanted.length > 0 ? 'Access-Control-Request-Headers' : undefined;
  return {
    ...answer(200),
    headers: {
      ...allow,
      ...allowOriginHeaders(container, origin, undefined, vary),
      ...(maxAge === undefined ? {} : { 'Access-Control-Max-Age': maxAge }),
      'Access-Control-Allow-Methods': methods.join(', '),
      ...(wanted.length > 0 ? { 'Access-Control-Allow-Headers': wanted.join(', ') } : {}),
    },
  };
}

function allowOriginHeaders(
  container: ContainerNode | undefined,
  origin: string,
  ...vary: readonly (string | undefined)[]
): AnswerHeaders {
  const isPublic = container?.record.headers[ALLOW_ORIGIN]?.trim() === '*';
  const varies = [isPublic ? undefined : 'Origin', ...vary].filter((name) => name !== undefined);
  return {
    'Access-Control-Allow-Origin': isPublic ? '*' : origin,
    ...(varies.length > 0 ? { Vary: varies.join(', ') } : {}),
  };
}

function listOf(value: string | undefined, separator: string | RegExp = ' '): readonly string[] {
  return (value ?? '')
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
