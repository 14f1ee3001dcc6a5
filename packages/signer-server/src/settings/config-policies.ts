/**
 * `POLICIES`: named policies as JSON, in the variable itself or in a file. Sizes and durations may be written as people
 * write them, `"50MB"` and `"2m"`.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { readPolicy } from '../policy/policy.js';
import type { Policy } from '../policy/policy.js';

/**
 * Reads the variable.
 *
 * @throws Error that says which member is wrong
 */
export function readPolicies(value: string): Readonly<Record<string, Policy>> {
  const parsed = readJson(value);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error('it must be an object of policies by name');
  }
  return Object.fromEntries(
    Object.entries(parsed).map(([name, policy]) => [name, readPolicy(policy, name)]),
  );
}

/** @throws Error without a word of the value, which may be a secret at the wrong place. */
function readJson(value: string): unknown {
  const isJson = value.startsWith('{');
  try {
    return JSON.parse(isJson ? value : readFileSync(value, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? `${String(cause.code)}: ` : '';
    throw new Error(isJson ? 'it is not JSON' : `${why}no JSON file of that name can be read`);
  }
}
