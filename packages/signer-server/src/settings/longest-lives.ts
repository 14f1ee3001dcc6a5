/**
 * How long an unfinished upload may be wanted, and how long a URL may be used, by the environment: whatever deletes parts or ends
 * keys has to wait as long.
 *
 * @module
 */
import { resolvePolicies } from '../policy/policies.js';
import type { NamedPolicy } from '../policy/policies.js';
import type { Settings } from './settings.js';

type Lives = Partial<Pick<Settings, 'UPLOAD_TTL' | 'URL_TTL' | 'DOWNLOAD_TTL' | 'POLICIES'>>;

/** Seconds from grant to completion: the longest of all policies, the endpoint's own included. */
export function longestUpload(settings: Lives): number {
  return Math.max(...policiesOf(settings).map(({ uploadTtl }) => uploadTtl));
}

/** Seconds in which a request may begin, an upload or a download. */
export function longestUrl(settings: Lives): number {
  return Math.max(
    ...policiesOf(settings).flatMap(({ urlTtl, downloadTtl }) => [urlTtl, downloadTtl]),
  );
}

function policiesOf({
  UPLOAD_TTL: uploadTtl,
  URL_TTL: urlTtl,
  DOWNLOAD_TTL: downloadTtl,
  POLICIES,
}: Lives): readonly NamedPolicy[] {
  const base = {
    ...(uploadTtl !== undefined && { uploadTtl }),
    ...(urlTtl !== undefined && { urlTtl }),
    ...(downloadTtl !== undefined && { downloadTtl }),
  };
  return resolvePolicies(base, POLICIES).all;
}
