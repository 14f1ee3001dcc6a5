/**
 * How long an unfinished upload may be wanted, by the environment: whatever deletes parts has to wait as long.
 *
 * @module
 */
import { resolvePolicies } from '../policy/policies.js';
import type { Settings } from './settings.js';

/** Seconds: the longest of all policies, the endpoint's own included. */
export function longestUpload({
  UPLOAD_TTL: uploadTtl,
  POLICIES,
}: Pick<Settings, 'UPLOAD_TTL' | 'POLICIES'>): number {
  const { all } = resolvePolicies(uploadTtl === undefined ? {} : { uploadTtl }, POLICIES);
  return Math.max(...all.map((policy) => policy.uploadTtl));
}
