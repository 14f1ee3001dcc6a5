/**
 * `createSigner()`: puts the parts together. Everything that can be wrong with the options is said here, at once, and
 * nothing is asked of storage yet.
 *
 * @module
 * @example
 * const signer = createSigner({ storage: swift({…}), authorize, secret, receiptKey });
 * const response = await signer.fetch(new Request('https://app.example/uploads', { method: 'POST', … }));
 */
import { createApp } from './app.js';
import { keyedLock } from './concurrency.js';
import type { SignerCore } from './core.js';
import { SignerError } from './errors.js';
import { redactingLog } from './log.js';
import { keyTemplate } from './object-key.js';
import type { Signer, SignerOptions } from './options.js';
import { originGuard } from './origin.js';
import { resolvePolicy } from './policy.js';
import { receiptIssuer } from './receipt-issuer.js';
import { uploadTokens } from './upload-token.js';

/** @throws SignerError `invalid-option` that names the option and the mend. */
export function createSigner(options: SignerOptions): Signer {
  const { storage, authorize, allowedOrigins = [], log = () => undefined } = options;
  const endpoint = checkEndpoint(options.endpoint ?? '/uploads');
  const policy = resolvePolicy(options.policy);
  const now = options.now ?? Date.now;
  const core: SignerCore = {
    storage,
    policy,
    now,
    tokens: uploadTokens(options.secret),
    receipts: receiptIssuer({
      key: options.receiptKey,
      issuer: options.issuer ?? 'direct-upload-signer',
      audience: options.audience ?? 'direct-upload',
      ttl: policy.receiptTtl,
    }),
    makeKey: keyTemplate(policy.keyTemplate),
    lock: keyedLock(),
  };
  const app = createApp(core, {
    endpoint,
    guard: originGuard(allowedOrigins),
    log: redactingLog(log),
    ...(authorize && { authorize }),
  });
  return {
    endpoint,
    authorizes: authorize !== undefined,
    fetch: async (request) => app.fetch(request),
    request: async (input, init) => app.request(input, init),
    check: (signal) => storage.check(allowedOrigins, signal),
  };
}

function checkEndpoint(endpoint: string): string {
  if (/^(?:\/[\w.~-]+)+$/.test(endpoint)) return endpoint;
  throw new SignerError(
    'invalid-option',
    `endpoint is ${JSON.stringify(endpoint)}; it must be a path like /uploads, without a slash at its end.`,
  );
}
