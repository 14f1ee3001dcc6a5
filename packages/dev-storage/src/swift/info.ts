/**
 * `/healthcheck`, and `/info`: what this storage can do, in the shape of Swift's. It names only what is really there.
 *
 * @module
 */
import { answer, plain, type Answer } from '../http/answer.js';
import type { Layer } from '../http/exchange.js';
import type { Context } from './context.js';
import { LIMITS } from './limits.js';

/** See the module comment. */
export function info(context: Context): Layer {
  return (next) => async (request) => {
    const path = request.target.kind === 'other' ? request.target.path : undefined;
    if (path === '/healthcheck') return plain(200, 'OK');
    if (path !== '/info') return next(request);
    const allow = { Allow: 'HEAD, GET, OPTIONS' };
    if (request.method === 'OPTIONS') return answer(200, allow);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, allow);
    return infoAnswer(context);
  };
}

function infoAnswer({ maxFileSize }: Context): Answer {
  const body = {
    swift: {
      version: '2.30.1',
      strict_cors_mode: true,
      policies: [{ name: 'gold', aliases: 'gold', default: true }],
      allow_account_management: true,
      account_autocreate: true,
      max_file_size: maxFileSize,
      max_meta_name_length: LIMITS.maxMetaNameLength,
      max_meta_value_length: LIMITS.maxMetaValueLength,
      max_meta_count: LIMITS.maxMetaCount,
      max_meta_overall_size: LIMITS.maxMetaOverallSize,
      max_header_size: LIMITS.maxHeaderSize,
      max_object_name_length: LIMITS.maxObjectNameLength,
      max_container_name_length: LIMITS.maxContainerNameLength,
      container_listing_limit: LIMITS.listingLimit,
      account_listing_limit: LIMITS.listingLimit,
    },
    slo: {
      max_manifest_segments: LIMITS.maxManifestSegments,
      max_manifest_size: LIMITS.maxManifestSize,
      yield_frequency: 10,
      min_segment_size: 1,
      allow_async_delete: false,
    },
    bulk_delete: {
      max_deletes_per_request: LIMITS.maxDeletesPerRequest,
      max_failed_deletes: LIMITS.maxFailedDeletes,
    },
    container_quotas: {},
    tempauth: { account_acls: false },
    tempurl: {
      methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      incoming_remove_headers: ['x-timestamp'],
      incoming_allow_headers: [],
      outgoing_remove_headers: ['x-object-meta-*'],
      outgoing_allow_headers: ['x-object-meta-public-*'],
      allowed_digests: ['sha1', 'sha256', 'sha512'],
      deprecated_digests: ['sha1'],
    },
  };
  const headers = { 'Content-Type': 'application/json; charset=UTF-8' };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(body)) };
}
