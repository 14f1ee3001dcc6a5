/**
 * The policies of one signer: the one of its endpoint, and named ones below it (`/uploads/avatar`), each the first with
 * some limits of its own. An upload keeps the policy it was begun under, and its receipt tells which.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { keyTemplate } from '../names/object-key.js';
import type { KeyParts } from '../names/object-key.js';
import { resolvePolicy } from './policy.js';
import type { Policy, ResolvedPolicy } from './policy.js';
import { ROUTES } from '../wire/routes.js';

/** A policy with its name; the endpoint's own has none. */
export interface NamedPolicy extends ResolvedPolicy {
  readonly name: string | undefined;
  /** Fills the key template. */
  readonly keyPattern: (parts: KeyParts) => string;
}

/** Every policy of a signer. */
export interface Policies {
  readonly all: readonly NamedPolicy[];
  /** The policy of an upload; `undefined` if there is none of that name any more. */
  named(name: string | undefined): NamedPolicy | undefined;
}

/** What the calls below the endpoint are called; a policy would be in their way. */
export const RESERVED = Object.values(ROUTES).flatMap(({ path }) =>
  path === '' ? [] : [path.slice(1)],
);

/** What a name looks like: it is a segment of a path. */
export const POLICY_NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** @throws SignerError `invalid-option` for a name or a value that makes no sense. */
export function resolvePolicies(
  base: Policy = {},
  named: Readonly<Record<string, Policy>> = {},
): Policies {
  const own = resolve(undefined, base);
  const others = Object.entries(named).map(([name, policy]) =>
    resolve(checkName(name), { ...base, ...policy }),
  );
  const all = [own, ...others];
  return { all, named: (name) => all.find((policy) => policy.name === name) };
}

function resolve(name: string | undefined, policy: Policy): NamedPolicy {
  try {
    const resolved = resolvePolicy(policy);
    return { ...resolved, name, keyPattern: keyTemplate(resolved.keyTemplate) };
  } catch (error) {
    if (name === undefined || !(error instanceof SignerError)) throw error;
    throw new SignerError(error.code, `policies.${name}: ${error.message}`, { cause: error });
  }
}

function checkName(name: string): string {
  if (POLICY_NAME.test(name) && !RESERVED.includes(name)) return name;
  throw new SignerError(
    'invalid-option',
    `${JSON.stringify(name)} cannot name a policy: use lower-case letters, digits and hyphens, ` +
      `and none of ${RESERVED.join(', ')}.`,
  );
}
