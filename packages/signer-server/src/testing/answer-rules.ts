/**
 * What holds for every answer of a signer, whatever was asked: the rules that property tests put to it.
 *
 * @module
 */
import assert from 'node:assert/strict';
import {
  completeResponse,
  createResponse,
  downloadsResponse,
  partsResponse,
  problem,
  statusResponse,
} from '../wire/schema.js';
import type { Download, Problem, SignedRequest } from '../wire/schema.js';
import { CONTAINER_URL, OPEN } from './memory-swift.js';
import type { SeenRequest } from './memory-swift.js';
import type { AnyRequest } from './any-request.js';
import { PAGE } from './harness.js';
import { KEY, MARK, PART } from './url-rules.js';

/** An answer, read. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What a grant says, as far as rules are about it. */
interface Granted {
  readonly token: string;
  readonly requests: readonly SignedRequest[];
}

/** Reads it whole. @throws if a JSON type has no JSON. */
export async function readAnswer(response: Response): Promise<ReadAnswer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Every rule that needs no more than question and answer. @throws AssertionError */
export function assertAnswer(asked: AnyRequest, answer: ReadAnswer): void {
  const { status, headers, body } = answer;
  assert.ok(status >= 200 && status < 500, `${status}: ${JSON.stringify(body)}`);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.match(headers.get('x-request-id') ?? '', /^[\w.:+/=-]{1,128}$/);
  assert.ok([null, PAGE, '*'].includes(headers.get('access-control-allow-origin')));
  if (asked.method === 'HEAD') return;
  if (status >= 400) assertProblem(answer);
  else if (asked.method !== 'GET') assertNoStore(headers);
  if (isForeign(asked) && asked.method !== 'GET') assert.ok(status >= 400, 'a foreign page got in');
}

/** Answers carry rights. */
function assertNoStore(headers: Headers): void {
  assert.equal(headers.get('cache-control'), 'no-store');
}

/** A refusal says why by a code of the contract, and nothing about the inside. */
function assertProblem({ status, headers, body }: ReadAnswer): void {
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assertNoStore(headers);
  const told = problem.parse(body);
  assert.equal(told.status, status);
  assert.equal(told.requestId, headers.get('x-request-id'));
  assertKnown(told);
}

/** @throws AssertionError for what nobody foresaw. */
export function assertKnown(told: Problem): void {
  assert.notEqual(told.code, 'internal', told.detail);
  assert.equal(told.type, 'about:blank');
  assert.ok(told.detail.length > 0 && told.detail.isWellFormed());
}

/** A page that is not on the list, by what browsers say and pages cannot change. */
function isForeign({ headers }: AnyRequest): boolean {
  const { origin, 'sec-fetch-site': site = '' } = headers;
  if (origin === PAGE) return false;
  return site === '' ? origin === 'null' : site === 'cross-site' || site === 'same-site';
}

/** Every right and every problem in an answer of a call. */
export function contentsOf(
  path: string,
  body: unknown,
): {
  readonly grants: readonly Granted[];
  readonly requests: readonly SignedRequest[];
  readonly downloads: readonly Download[];
  readonly problems: readonly Problem[];
} {
  const none = { grants: [], requests: [], downloads: [], problems: [] };
  const name = path.replace(/^\/uploads(?:\/avatar)?/, '');
  if (name === '/status') statusResponse.parse(body);
  if (name === '/parts') {
    return { ...none, requests: partsResponse.parse(body).requests };
  }
  if (name === '/complete') {
    const { results } = completeResponse.parse(body);
    return { ...none, problems: results.flatMap(problemsOf) };
  }
  if (name === '/downloads') {
    const { results } = downloadsResponse.parse(body);
    const downloads = results.flatMap((result) => ('download' in result ? [result.download] : []));
    return { ...none, downloads, problems: results.flatMap(problemsOf) };
  }
  if (name !== '') return none;
  const { results } = createResponse.parse(body);
  const grants = results.flatMap((result) => ('grant' in result ? [result.grant] : []));
  return {
    ...none,
    grants,
    requests: grants.flatMap(({ requests }) => requests),
    problems: results.flatMap(problemsOf),
  };
}

function problemsOf(result: object): Problem[] {
  return 'problem' in result ? [result.problem as Problem] : [];
}

/** Nothing tells the name of the object to come, and all URLs are for parts of this upload and no other. */
export function assertGrant({ token, requests }: Granted): void {
  const [, payload = ''] = token.split('.');
  const { jti } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti: string };
  for (const { url } of requests) assert.ok(url.startsWith(`${CONTAINER_URL}parts/${jti}/`), url);
}

/** Storage is asked about parts, keys and what is open, in the one container, and about nothing else in the world. */
export function assertAskedOfStorage({ url }: SeenRequest): void {
  const { origin, pathname } = new URL(url);
  assert.equal(origin, new URL(CONTAINER_URL).origin);
  if (pathname === '/info' || pathname === '/auth/v1.0') return;
  const { pathname: container } = new URL(CONTAINER_URL);
  // The container itself: an upload by parts looks whether it is there.
  if (`${pathname}/` === container) return;
  assert.ok(pathname.startsWith(container), pathname);
  const name = decodeURIComponent(pathname.slice(container.length));
  const known = [KEY, PART, MARK].some((rule) => rule.test(name));
  assert.ok(known || name.startsWith(OPEN), name);
}
