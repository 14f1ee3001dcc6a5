/**
 * What those who run the signer ask it: `/healthz` (the process answers), `/readyz` (send requests here) and the
 * figures. Nothing in the answers is about anybody's uploads.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SignerError } from '../errors.js';
import type { Metrics } from '../metrics/metrics.js';
import { toProblem } from '../wire/problem.js';
import type { Readiness } from './readiness.js';

/** What is asked. */
export interface Operations {
  readonly readiness: () => Promise<Readiness>;
  /** Figures, and the path at which they are told. */
  readonly metrics?: { readonly source: Metrics; readonly path: string };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Whether a request is one of these. */
export function isOperation(operations: Operations, { url }: IncomingMessage): boolean {
  return workFor(operations, url) !== undefined;
}

function workFor(
  { readiness, metrics }: Operations,
  url = '',
): (() => Promise<Answer>) | undefined {
  const [path] = url.split('?', 1);
  if (path === '/healthz') return () => Promise.resolve(json(200, { status: 'ok' }));
  if (path === '/readyz') return () => readiness().then(readinessAnswer);
  if (metrics && path === metrics.path) return () => figures(metrics.source);
  return undefined;
}

/** Answers a request that is one of these. */
export function answerOperations(
  operations: Operations,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const work = workFor(operations, request.url);
  if (!work) return;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(request, response);
    return;
  }
  void work()
    .catch(() => json(500, { status: 'failed' }))
    .then(({ status, type, text }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      // Node leaves the body of an answer to HEAD away.
      response.end(text);
    });
}

function refuse({ method }: IncomingMessage, response: ServerResponse): void {
  const message = `${method ?? ''} is not possible here; use GET, HEAD.`;
  answerProblem(response, new SignerError('method-not-allowed', message), { allow: 'GET, HEAD' });
}

/** In the form of every other refusal. */
export function answerProblem(
  response: ServerResponse,
  error: SignerError,
  headers: Readonly<Record<string, string>> = {},
): void {
  const problem = toProblem(error);
  const type = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  response.writeHead(problem.status, { ...type, ...headers });
  response.end(JSON.stringify(problem));
}

function json(status: number, body: object): Answer {
  return { status, type: 'application/json', text: JSON.stringify(body) };
}

function readinessAnswer(readiness: Readiness): Answer {
  return json(readiness.status === 'ready' ? 200 : 503, readiness);
}

async function figures(source: Metrics): Promise<Answer> {
  return { status: 200, ...(await source.expose()) };
}
