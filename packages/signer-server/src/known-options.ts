/**
 * Options that are misspelt would be ignored in silence, and a limit with them. TypeScript notices; JavaScript does not.
 *
 * @module
 */
import { SignerError } from './errors.js';
import type { LimitOptions } from './limits/limits.js';
import { nearest } from './nearest.js';
import type { SignerOptions } from './options.js';
import type { Policy } from './policy/policy.js';

const OPTIONS = {
  storage: true,
  authorize: true,
  policy: true,
  policies: true,
  secret: true,
  acceptedSecrets: true,
  receiptKey: true,
  acceptedReceiptKeys: true,
  allowedOrigins: true,
  allowedHosts: true,
  endpoint: true,
  wellKnown: true,
  issuer: true,
  audience: true,
  inspect: true,
  inspectTimeout: true,
  limits: true,
  trustProxy: true,
  log: true,
  now: true,
} satisfies Record<keyof SignerOptions, true>;

const POLICY = {
  maxSize: true,
  accept: true,
  maxFiles: true,
  keyTemplate: true,
  urlTtl: true,
  uploadTtl: true,
  sniff: true,
  receiptTtl: true,
  downloadTtl: true,
  inline: true,
  download: true,
} satisfies Record<keyof Policy, true>;

const LIMITS = {
  requests: true,
  requestsPerAddress: true,
  entries: true,
  entriesPerAddress: true,
  files: true,
  bytes: true,
  store: true,
} satisfies Record<keyof LimitOptions, true>;

/** @throws SignerError `invalid-option` that names the member and the one that was probably meant. */
export function assertKnownOptions(options: SignerOptions): void {
  assertKnown('createSigner', options, OPTIONS);
  assertKnown('policy', options.policy ?? {}, POLICY);
  for (const [name, policy] of Object.entries(options.policies ?? {})) {
    assertKnown(`policies.${name}`, policy, POLICY);
  }
  if (options.limits !== false) assertKnown('limits', options.limits ?? {}, LIMITS);
}

function assertKnown(where: string, given: object, known: Readonly<Record<string, true>>): void {
  const names = Object.keys(known);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || Object.hasOwn(known, name)) continue;
    const meant = nearest(name, names);
    throw new SignerError(
      'invalid-option',
      `${where} has no option ${JSON.stringify(name)}` +
        (meant === undefined ? `; it knows ${names.join(', ')}.` : `; ${meant} is probably meant.`),
    );
  }
}
