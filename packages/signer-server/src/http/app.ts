/**
 * The signer as a Hono app: routes, and what every answer has in common. In order: request id and log, security
 * headers, origin, caller, then the call itself.
 *
 * @module
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Authorize, Authorized } from '../authorize/authorize.js';
import { create } from '../calls/create.js';
import { complete } from '../calls/complete.js';
import { downloads } from '../calls/downloads.js';
import { abort, signParts, status } from '../calls/follow-up.js';
import { describe } from '../core.js';
import type { Caller, SignerCore } from '../core.js';
import { SignerError } from '../errors.js';
import { readJson } from './json-body.js';
import type { Connection, TrustedProxies } from '../limits/address.js';
import { readLimits } from '../policy/file-limits.js';
import type { Log, LogEvent } from '../log/log.js';
import type { HostGuard } from './host-guard.js';
import { isForwarded, isLocalCaller } from './local-caller.js';
import type { OriginGuard } from './origin-guard.js';
import type { NamedPolicy } from '../policy/policies.js';
import { problemResponse, toProblem } from '../wire/problem.js';
import { redact } from '../log/redact.js';
import { JWKS_PATH, ROUTES } from '../wire/routes.js';
import type { RouteInputs, RouteName } from '../wire/routes.js';

/** What the app needs besides the core. */
export interface AppOptions {
  readonly endpoint: string;
  readonly guard: OriginGuard;
  readonly hosts: HostGuard;
  /** Whether only known host names are answered, however the request came. */
  readonly checksHost: boolean;
  readonly log: Log;
  readonly proxies: TrustedProxies;
  readonly authorize?: Authorize;
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

type Env = { Variables: Variables; Bindings: { readonly connection: Connection } };
type App = Hono<Env>;

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
  app.use(async ({ req, env }, next) => {
    assertHost(req.raw, env.connection, options);
    await next();
  });
  app.get(JWKS_PATH, (c) => {
    c.set('route', 'jwks');
    // Public by nature, and small; verifiers may keep it for a while.
    c.header('cache-control', 'public, max-age=300');
    c.header('access-control-allow-origin', '*');
    return c.json({ keys: core.receipts.publicJwks });
  });
  for (const policy of core.policies.all) calls(app, core, options, policy);
  app.all(JWKS_PATH, methodNotAllowed('GET'));
  return app;
}

/** The upload calls at one policy's address: the endpoint, or a name below it. */
function calls(app: App, core: SignerCore, options: AppOptions, policy: NamedPolicy): void {
  const endpoint = [options.endpoint, policy.name].filter(Boolean).join('/');
  const route = routes(app, core, options, endpoint);
  route('create', (caller, { files }) => create(core, caller, policy, files));
  route('parts', (caller, { token, partNumbers }) => signParts(core, caller, token, partNumbers));
  route('status', (caller, { token }) => status(core, caller, token));
  route('complete', (caller, { uploads }) => complete(core, caller, uploads));
  route('abort', (caller, { tokens }) => abort(core, caller, tokens));
  route('downloads', (caller, input) => downloads(core, caller, policy, input.downloads));
}

/** Everything that happens around each request, and what becomes of errors. */
function watch(app: App, core: SignerCore, { log, guard, proxies }: AppOptions): void {
  app.use(async (c, next) => {
    const started = core.now();
    c.set('requestId', requestId(c, proxies));
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
    return problemResponse(toProblem(error, c.get('requestId')), headersOf(error));
  };
  // Hono sends what a not-found handler throws past the middleware above, so this one answers.
  app.notFound((c) => answer(c, new SignerError('not-found', 'There is nothing here.')));
  app.onError((error, c) => answer(c, error));
}

/** Adds the calls: `POST` with JSON, a preflight for other origins, nothing else. */
function routes(app: App, core: SignerCore, options: AppOptions, endpoint: string) {
  const { guard, log, proxies } = options;
  return <N extends RouteName>(
    name: N,
    call: (caller: Caller, input: RouteInputs[N]) => Promise<unknown>,
  ): void => {
    const { path: below, body } = ROUTES[name];
    const path = endpoint + below;
    app.options(path, (c) => {
      c.set('route', 'preflight');
      return guard.preflight(c.req.raw);
    });
    app.post(path, async (c) => {
      c.set('route', name);
      guard.assertAllowed(c.req.raw);
      await core.limits.takeAddress(proxies.clientAddress(c.req.raw, c.env.connection));
      const authorized = await authorize(c.req.raw, c.env.connection, options);
      c.set('subject', authorized.subject);
      await core.limits.takeRequest(authorized.subject);
      const input = await readJson(c.req.raw, body);
      const answer = await call(callerOf(c, authorized, core, log), input);
      return answer === undefined ? c.body(null, 204) : c.json(answer);
    });
    app.all(path, methodNotAllowed('POST'));
  };
}

/** What a proxy that is trusted calls the request, so that both logs can be read as one. */
function requestId(c: Context<Env>, proxies: TrustedProxies): string {
  const given = c.req.header('x-request-id') ?? '';
  // A proxy may pass on what a client wrote there, and the log repeats it.
  const usable = /^[\w.:+/=-]{1,128}$/.test(given) && redact(given) === given;
  return usable && proxies.isTrusted(c.env.connection) ? given : crypto.randomUUID();
}

/** What belongs to an error besides its problem. */
function headersOf(error: unknown): Record<string, string> {
  if (error instanceof MethodNotAllowed) return { allow: error.allow };
  const retryAfter = error instanceof SignerError ? error.retryAfter : undefined;
  return retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
}

/** Holds every route to the known host names, where that is wanted. */
function assertHost(
  request: Request,
  { onLoopback }: Connection,
  { authorize: ask, hosts, checksHost }: AppOptions,
): void {
  if (!checksHost && onLoopback !== true) return;
  // The more telling refusal of the two: the name may be right, and is the proxy's.
  if (!ask && request.method === 'POST' && isForwarded(request)) throw notLocal(request);
  hosts.assertKnown(request);
}

async function authorize(
  request: Request,
  connection: Connection,
  { authorize: ask }: AppOptions,
): Promise<Authorized> {
  if (!ask) {
    if (isLocalCaller(request, connection)) return { subject: 'anonymous' };
    throw notLocal(request);
  }
  const authorized = await ask(request);
  if (authorized) return { ...authorized, limits: readLimits(authorized.limits) };
  throw new SignerError('unauthorized', 'Sign in first; this signer does not know who you are.');
}

function notLocal(request: Request): SignerError {
  const why = isForwarded(request)
    ? 'and this request came by way of a proxy'
    : 'and this connection is not known to come from there';
  return new SignerError(
    'forbidden',
    `This signer has no authorize and serves callers on its own machine only, ${why}: ` +
      'give createSigner an authorize (AUTH=jwt or AUTH=forward).',
  );
}

function callerOf(
  c: Context<Env>,
  { subject, limits = {} }: Authorized,
  core: SignerCore,
  log: Log,
): Caller {
  const requestId = c.get('requestId');
  const route = c.get('route');
  const tell: Caller['tell'] = (event) => {
    const time = new Date(core.now()).toISOString();
    log({ time, level: 'info', requestId, route, subject, ...event });
  };
  const request = c.req.raw;
  return { subject, limits, requestId, request, signal: request.signal, tell };
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
