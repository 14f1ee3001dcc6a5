/**
 * The signer as a Hono app: routes, and what every answer has in common. In order: request id and log, security
 * headers, origin, caller, then the call itself.
 *
 * @module
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { z } from 'zod';
import { create } from './calls/create.js';
import { complete } from './calls/complete.js';
import { abort, signParts, status } from './calls/follow-up.js';
import { describe } from './core.js';
import type { Caller, SignerCore } from './core.js';
import { SignerError } from './errors.js';
import { readJson } from './json-body.js';
import type { Log, LogEvent } from './log.js';
import { isLoopback } from './loopback.js';
import type { SignerOptions } from './options.js';
import type { OriginGuard } from './origin.js';
import { problemResponse, toProblem } from './problem.js';
import * as schema from './schema.js';

/** What the app needs besides the core. */
export interface AppOptions {
  readonly endpoint: string;
  readonly guard: OriginGuard;
  readonly log: Log;
  readonly authorize?: SignerOptions['authorize'];
}

/** What is known about a request while it is answered. */
interface Variables {
  requestId: string;
  /** Name of the call, for the log. */
  route: string;
  subject?: string;
  /** Why it was refused as a whole. */
  failure?: unknown;
}

type Env = { Variables: Variables };
type App = Hono<Env>;

/** Fixed by RFC 8615 practice; the same whatever the endpoint. */
const JWKS_PATH = '/.well-known/jwks.json';

/** Answers carry rights: no cache may keep them, no other page may learn their address, no browser may guess types. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** Puts the routes together. */
export function createApp(core: SignerCore, options: AppOptions): App {
  const app = new Hono<Env>();
  watch(app, core, options);
  app.get(JWKS_PATH, (c) => {
    c.set('route', 'jwks');
    // Public by nature, and small; verifiers may keep it for a while.
    c.header('cache-control', 'public, max-age=300');
    c.header('access-control-allow-origin', '*');
    return c.json({ keys: [core.receipts.publicJwk] });
  });
  const { endpoint } = options;
  const route = routes(app, core, options);
  route('create', endpoint, schema.createRequest, (caller, { files }) =>
    create(core, caller, files),
  );
  route('parts', `${endpoint}/parts`, schema.partsRequest, (caller, { token, partNumbers }) =>
    signParts(core, caller, token, partNumbers),
  );
  route('status', `${endpoint}/status`, schema.statusRequest, (caller, { token }) =>
    status(core, caller, token),
  );
  route('complete', `${endpoint}/complete`, schema.completeRequest, (caller, { uploads }) =>
    complete(core, caller, uploads),
  );
  route('abort', `${endpoint}/abort`, schema.abortRequest, (caller, { tokens }) =>
    abort(core, caller, tokens),
  );
  app.all(JWKS_PATH, methodNotAllowed('GET'));
  return app;
}

/** Everything that happens around each request, and what becomes of errors. */
function watch(app: App, core: SignerCore, { log, guard }: AppOptions): void {
  app.use(async (c, next) => {
    const started = core.now();
    c.set('requestId', crypto.randomUUID());
    c.set('route', '-');
    await next();
    const common = { ...SECURITY_HEADERS, ...guard.corsHeaders(c.req.raw) };
    for (const [name, value] of Object.entries(common)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    c.res.headers.set('x-request-id', c.get('requestId'));
    log(requestEvent(c, core.now(), started));
  });
  const answer = (c: Context<Env>, error: unknown): Response => {
    c.set('failure', error);
    const allow = error instanceof MethodNotAllowed ? { allow: error.allow } : {};
    return problemResponse(toProblem(error, c.get('requestId')), allow);
  };
  // Hono sends what a not-found handler throws past the middleware above, so this one answers.
  app.notFound((c) => answer(c, new SignerError('not-found', 'There is nothing here.')));
  app.onError((error, c) => answer(c, error));
}

/** Adds the calls: `POST` with JSON, a preflight for other origins, nothing else. */
function routes(app: App, core: SignerCore, options: AppOptions) {
  const { guard, log } = options;
  return <T>(
    name: string,
    path: string,
    body: z.ZodType<T>,
    call: (caller: Caller, input: T) => Promise<unknown>,
  ): void => {
    app.options(path, (c) => {
      c.set('route', 'preflight');
      return guard.preflight(c.req.raw);
    });
    app.post(path, async (c) => {
      c.set('route', name);
      guard.assertAllowed(c.req.raw);
      const subject = await authorize(c.req.raw, options);
      c.set('subject', subject);
      const input = await readJson(c.req.raw, body);
      const answer = await call(callerOf(c, subject, core, log), input);
      return answer === undefined ? c.body(null, 204) : c.json(answer);
    });
    app.all(path, methodNotAllowed('POST'));
  };
}

async function authorize(request: Request, { authorize: ask }: AppOptions): Promise<string> {
  if (!ask) {
    // Also what stops a page that makes its own name point to this machine (DNS rebinding).
    if (isLoopback(new URL(request.url).hostname)) return 'anonymous';
    throw new SignerError(
      'forbidden',
      'This signer has no authorize and serves loopback addresses only.',
    );
  }
  const authorized = await ask(request);
  if (authorized) return authorized.subject;
  throw new SignerError('unauthorized', 'Sign in first; this signer does not know who you are.');
}

function callerOf(c: Context<Env>, subject: string, core: SignerCore, log: Log): Caller {
  const requestId = c.get('requestId');
  const route = c.get('route');
  const tell: Caller['tell'] = (event) => {
    const time = new Date(core.now()).toISOString();
    log({ time, level: 'info', requestId, route, subject, ...event });
  };
  return { subject, requestId, signal: c.req.raw.signal, tell };
}

/** The line that ends every request. */
function requestEvent(c: Context<Env>, now: number, started: number): LogEvent {
  const failure = c.get('failure');
  const subject = c.get('subject');
  const problem = failure === undefined ? undefined : toProblem(failure);
  const { status } = c.res;
  return {
    time: new Date(now).toISOString(),
    level: status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info',
    event: 'request',
    requestId: c.get('requestId'),
    route: c.get('route'),
    ...(subject !== undefined && { subject }),
    status,
    ...(problem && {
      code: problem.code,
      detail: problem.code === 'internal' ? describe(failure) : problem.detail,
      ...(problem.transactionId !== undefined && { transactionId: problem.transactionId }),
    }),
    ms: now - started,
  };
}

/** Carries what RFC 9110 §15.5.6 wants in the answer. */
class MethodNotAllowed extends SignerError {
  readonly allow: string;

  constructor(allow: string, method: string) {
    super('method-not-allowed', `${method} is not possible here; use ${allow}.`);
    this.allow = allow;
  }
}

function methodNotAllowed(allow: string): (c: Context<Env>) => never {
  return (c) => {
    throw new MethodNotAllowed(allow, c.req.method);
  };
}
