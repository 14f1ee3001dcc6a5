/**
 * `createSigner()`: puts the parts together. Everything that can be wrong with the options is said here, at once, and
 * nothing is asked of storage yet.
 *
 * @module
 * @example
 * const signer = createSigner({ storage: swift({…}), authorize, secret, receiptKey });
 * const response = await signer.fetch(new Request('https://app.example/uploads', { method: 'POST', … }));
 */
import { callsWakeEachOther } from '#runtime';
import { createApp } from './http/app.js';
import { assertKnownOptions } from './known-options.js';
import { fairTurns, keyedLock } from './concurrency.js';
import type { SignerCore } from './core.js';
import { SignerError } from './errors.js';
import { trustedProxies } from './limits/address.js';
import { isHttpUrl } from './http-url.js';
import type { Connection } from './limits/address.js';
import { createLimits } from './limits/limits.js';
import { redactingLog } from './log/log.js';
import type { Signer, SignerOptions } from './options.js';
import { hostGuard } from './http/host-guard.js';
import { originGuard } from './http/origin-guard.js';
import { resolvePolicies } from './policy/policies.js';
import { receiptIssuer } from './tokens/receipt-issuer.js';
import { inspection } from './sniff/inspect.js';
import type { CheckResult, Storage } from './storage/storage.js';
import { problemResponse, toProblem } from './wire/problem.js';
import { JWKS_PATH, OWN_JWKS } from './wire/routes.js';
import { uploadTokens } from './tokens/upload-token.js';

/** @throws SignerError `invalid-option` that names the option and the mend. */
export function createSigner(options: SignerOptions): Signer {
  assertKnownOptions(options);
  const { storage, authorize, allowedOrigins = [], allowedHosts, log = () => undefined } = options;
  const endpoint = checkEndpoint(options.endpoint ?? '/uploads');
  const keyPaths = [endpoint + OWN_JWKS, ...(options.wellKnown === false ? [] : [JWKS_PATH])];
  const now = options.now ?? Date.now;
  const turns = fairTurns();
  const policies = resolvePolicies(options.policy, options.policies);
  const core: SignerCore = {
    storage,
    policies,
    inspect: inspection(policies, options),
    now,
    tokens: uploadTokens(options.secret, options.acceptedSecrets),
    receipts: receiptIssuer({
      key: options.receiptKey,
      accepted: options.acceptedReceiptKeys ?? [],
      issuer: options.issuer ?? 'direct-upload-signer',
      audience: options.audience ?? 'direct-upload',
    }),
    lock: keyedLock(),
    turns: callsWakeEachOther ? () => turns : fairTurns,
    limits: createLimits(options.limits),
  };
  const guard = originGuard(allowedOrigins);
  const hosts = hostGuard([...(allowedHosts ?? []), ...allowedOrigins.flatMap(hostOf)]);
  const app = createApp(core, {
    endpoint,
    keyPaths,
    guard,
    hosts,
    checksHost: authorize === undefined || allowedHosts !== undefined,
    log: redactingLog(log),
    proxies: trustedProxies(options.trustProxy ?? []),
    ...(authorize && { authorize }),
  });
  return {
    endpoint,
    keyPaths,
    authorizes: authorize !== undefined,
    fetch: (request, connection = {}) => answer(app, request, connection),
    request: async (input, init) => app.request(input, init, { connection: HERE }),
    knowsHost: hosts.knows,
    check: (signal) => checkAll(storage, allowedOrigins, signal),
    ready: (signal) => storage.check([], signal),
  };
}

async function checkAll(
  storage: Storage,
  origins: readonly string[],
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const links = await storage.check(origins, signal);
  if (!storage.hazards || links.some(({ ok }) => !ok)) return links;
  return [...links, ...(await storage.hazards(signal))];
}

/** Never rejects, whatever the application or a library throws. */
async function answer(
  app: ReturnType<typeof createApp>,
  request: Request,
  connection: Connection,
): Promise<Response> {
  try {
    return await app.fetch(request, { connection });
  } catch (error) {
    return problemResponse(toProblem(error));
  }
}

/** Of tests without a socket. */
const HERE = { remoteAddress: '127.0.0.1' };

/** Pages of an origin may be on the signer's own, behind a proxy that passes their `Host` on. */
function hostOf(origin: string): readonly string[] {
  return isHttpUrl(origin) ? [new URL(origin).hostname] : [];
}

function checkEndpoint(endpoint: string): string {
  if (/^(?:\/[\w.~-]+)+$/.test(endpoint)) return endpoint;
  throw new SignerError(
    'invalid-option',
    `endpoint is ${JSON.stringify(endpoint)}; it must be a path like /uploads, without a slash at its end.`,
  );
}
