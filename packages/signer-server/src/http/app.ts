/**
 * The signer as a Hono app: routes, and what every answer has in common. In order: request id and log, security
 * headers, origin, caller, then the call itself.
 *
 * @module
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Authorized } from '../authorize/authorize.js';
import { create } from '../calls/create.js';
import { complete } from '../calls/complete.js';
import { downloads } from '../calls/downloads.js';
import { abort, signParts, status } from '../calls/follow-up.js';
import type { Caller, SignerCore } from '../core.js';
import { SignerError } from '../errors.js';
import { readJson } from './json-body.js';
import type { Connection, TrustedProxies } from '../limits/address.js';
import type { Log, LogEvent } from '../log/log.js';
import { assertHost, authorize } from './admission.js';
import type { Admission } from './admission.js';
import type { OriginGuard } from './origin-guard.js';
import type { NamedPolicy } from '../policy/policies.js';
import { clientGone } from './outcome.js';
import { problemResponse, reasonOf, toProblem } from '../wire/problem.js';
import { redact } from '../log/redact.js';
import { ROUTES } from '../wire/routes.js';
import type { RouteInputs, RouteName } from '../wire/routes.js';

/** What the app needs besides the core. */
export interface AppOptions extends Admission {
  readonly endpoint: string;
  /** Where the public keys are. */
  readonly keyPaths: readonly string[];
  readonly guard: OriginGuard;
  readonly log: Log;
  readonly proxies: TrustedProxies;
}

/** What is known about a request while it is answered. */
interface Variables {
  requestId: string;
  /** Name of the call, for the log. */
  route: string;
  subject?: string;
  /** Why it was refused as a whole. */
  failure?: { readonly error: unknown };
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
  for (const path of options.keyPaths) keySet(app, core, path);
  for (const policy of core.policies.all) calls(app, core, options, policy);
  return app;
}

/** The public keys at one address. */
function keySet(app: App, core: SignerCore, path: string): void {
  app.get(path, (c) => {
    c.set('route', 'jwks');
    // Public by nature, and small; verifiers may keep it for a while.
    c.header('cache-control', 'public, max-age=300');
    c.header('access-control-allow-origin', '*');
    return c.json({ keys: core.receipts.publicJwks });
  });
  app.all(path, methodNotAllowed('GET'));
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
    end(c, () => requestEvent(c, core.now(), started), log);
  });
  // Hono sends what a not-found handler throws past the middleware above, so this one answers.
  app.notFound((c) => answer(c, new SignerError('not-found', 'There is nothing here.')));
  app.onError((error, c) => answer(c, error));
}

/** The answer to whatever was thrown. */
function answer(c: Context<Env>, error: unknown): Response {
  c.set('failure', { error });
  return problemResponse(toProblem(error, c.get('requestId')), headersOf(error));
}

/** One line, when it is known whether the client had the answer. */
function end(c: Context<Env>, line: () => LogEvent, log: Log): void {
  const tell = (isDelivered: boolean): void => {
    log(isDelivered ? line() : clientGone(line()));
  };
  const { delivered } = c.env.connection;
  if (delivered) void delivered.then(tell);
  else tell(!c.req.raw.signal.aborted);
}

/** Adds the calls: `POST` with JSON, a preflight for other origins, nothing else. */
function routes(app: App, core: SignerCore, options: AppOptions, endpoint: string) {
  const { guard, log, proxies } = options;
  return <N extends RouteName>(
    name: N,
    call: (caller: Caller, input: RouteInputs[N]) => Promise<unknown>,
  ): void => {
    const { path: below, body, entries } = ROUTES[name];
    const path = endpoint + below;
    const work = async (c: Context<Env>): Promise<Response> => {
      const { connection } = c.env;
      guard.assertAllowed(c.req.raw);
      const address = proxies.clientAddress(c.req.raw, connection);
      await core.limits.takeAddress(address);
      const authorized = await authorize(c.req.raw, connection, options);
      const { subject } = authorized;
      c.set('subject', subject);
      await core.limits.takeRequest(subject);
      const input = await readJson(c.req.raw, body, connection.parsedBody);
      await core.limits.takeEntries({ subject, address }, entries(input));
      const result = await call(callerOf(c, authorized, core, log), input);
      return result === undefined ? c.body(null, 204) : c.json(result);
    };
    app.options(path, (c) => {
      c.set('route', 'preflight');
      return guard.preflight(c.req.raw);
    });
    app.post(path, async (c) => {
      c.set('route', name);
      // Hono hands on what is no Error, and applications throw what they like.
      return work(c).catch((error: unknown) => answer(c, error));
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
  try {
    if (error instanceof MethodNotAllowed) return { allow: error.allow };
    const retryAfter = error instanceof SignerError ? error.retryAfter : undefined;
    return Number.isFinite(retryAfter) ? { 'retry-after': String(retryAfter) } : {};
  } catch {
    return {};
  }
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
  const problem = failure && toProblem(failure.error);
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
      detail: reasonOf(failure.error),
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
