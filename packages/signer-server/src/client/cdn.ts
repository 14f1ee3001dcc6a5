/**
 * Rackspace's CDN: a second API with the names of the storage's containers, at a host of its own.
 *
 * @module
 * @see https://docs.rackspace.com/docs/cloud-files/v1/cdn-api-reference/cdn-container-services-operations
 */
import { z } from 'zod';
import { SignerError } from '../errors.js';
import { assertContainerName, assertObjectName } from '../names/object-name.js';
import type { ClientContext } from './context.js';
import { optional, readNumber } from './headers.js';
import { listAll } from './listing.js';
import type { ListOptions } from './listing.js';
import { neverAborted } from './signal.js';

/** What can be set. */
export interface CdnSettings {
  /** Seconds objects stay in the CDN: 900 to 31 536 000; default 259 200, three days. */
  readonly ttl?: number;
  /** Access logs are delivered to the container `.CDN_ACCESS_LOGS`. */
  readonly logRetention?: boolean;
}

/** What a container is to the CDN. */
export interface CdnInfo extends Required<CdnSettings> {
  readonly enabled: boolean;
  /** An object is at `<uri>/<name>`. */
  readonly uri: string;
  readonly sslUri: string;
  /** Discontinued by Rackspace on 31 July 2022; told where a cluster still does. */
  readonly streamingUri?: string;
  readonly iosUri?: string;
}

/** See the module comment. Every call fails with `invalid-option` where the login announces no CDN. */
export interface CdnClient {
  /** The container must exist in storage. */
  enable(container: string, settings?: CdnSettings, signal?: AbortSignal): Promise<void>;
  /** What edge servers have stays public until its TTL is over, or it is purged. */
  disable(container: string, signal?: AbortSignal): Promise<void>;
  info(container: string, signal?: AbortSignal): Promise<CdnInfo>;
  /** Changes what is given and keeps the rest. */
  update(container: string, settings: CdnSettings, signal?: AbortSignal): Promise<void>;
  /** Takes an object out of the CDN, not out of storage. At most 25 a day (`rate-limited`). @param emails - told when done. */
  purge(
    container: string,
    name: string,
    emails?: readonly string[],
    signal?: AbortSignal,
  ): Promise<void>;
  /** Containers that are or ever were in the CDN. */
  list(
    options?: ListOptions,
    signal?: AbortSignal,
  ): AsyncIterable<CdnInfo & { readonly name: string }>;
  /** Takes one that is disabled off the list. */
  forget(container: string, signal?: AbortSignal): Promise<void>;
}

const MIN_TTL = 900;
const MAX_TTL = 31_536_000;

/** The member `cdn` of the client. */
export function cdnClient(context: ClientContext): CdnClient {
  const send = async (
    method: 'PUT' | 'POST' | 'DELETE',
    [path, headers, doing]: readonly [readonly string[], Record<string, string>, string],
    signal = neverAborted(),
  ): Promise<void> => {
    assertContainerName(path[0] ?? '');
    await context.askCdn({ method, path, headers, doing }, signal);
  };
  return {
    enable: async (container, settings = {}, signal) =>
      send(
        'PUT',
        [[container], { 'x-cdn-enabled': 'True', ...settingHeaders(settings) }, 'enable the CDN'],
        signal,
      ),
    disable: (container, signal) =>
      send('POST', [[container], { 'x-cdn-enabled': 'False' }, 'disable the CDN'], signal),
    update: async (container, settings, signal) =>
      send('POST', [[container], settingHeaders(settings), 'change the CDN'], signal),
    purge: async (container, name, emails = [], signal) => {
      assertObjectName(name);
      const headers = { ...(emails.length > 0 && { 'x-purge-email': emails.join(', ') }) };
      return send('DELETE', [[container, name], headers, 'purge an object'], signal);
    },
    forget: (container, signal) =>
      send(
        'DELETE',
        [[container], { 'x-remove-cdn-container': 't' }, 'take a container off the CDN list'],
        signal,
      ),
    info: async (container, signal = neverAborted()) => {
      assertContainerName(container);
      const request = { method: 'HEAD', path: [container], doing: 'describe the CDN container' };
      return readInfo((await context.askCdn(request, signal)).headers);
    },
    list: (options = {}, signal = neverAborted()) => listCdn(context, options, signal),
  };
}

function settingHeaders({ ttl, logRetention }: CdnSettings): Record<string, string> {
  if (ttl !== undefined && !(Number.isSafeInteger(ttl) && ttl >= MIN_TTL && ttl <= MAX_TTL)) {
    throw new SignerError(
      'invalid-request',
      `The TTL of the CDN is ${MIN_TTL} to ${MAX_TTL} seconds, not ${ttl}.`,
    );
  }
  return {
    ...(ttl !== undefined && { 'x-ttl': String(ttl) }),
    ...(logRetention !== undefined && { 'x-log-retention': logRetention ? 'True' : 'False' }),
  };
}

function readInfo(headers: Headers): CdnInfo {
  const isTrue = (name: string): boolean => headers.get(name)?.toLowerCase() === 'true';
  return {
    enabled: isTrue('x-cdn-enabled'),
    ttl: readNumber(headers, 'x-ttl') ?? 0,
    logRetention: isTrue('x-log-retention'),
    uri: headers.get('x-cdn-uri') ?? '',
    sslUri: headers.get('x-cdn-ssl-uri') ?? '',
    ...optional('streamingUri', headers.get('x-cdn-streaming-uri')),
    ...optional('iosUri', headers.get('x-cdn-ios-uri')),
  };
}

/** The reference names the URIs like headers, releases of the service in `snake_case`. */
const listed = z
  .object({
    name: z.string(),
    cdn_enabled: z.boolean(),
    ttl: z.number(),
    log_retention: z.boolean(),
  })
  .catchall(z.unknown())
  .transform((entry): CdnInfo & { readonly name: string } => {
    const uri = (kind: string): string | undefined => {
      const value =
        entry[`X-Cdn-${kind}Uri`] ?? entry[`cdn_${kind.toLowerCase().replace('-', '_')}uri`];
      return typeof value === 'string' ? value : undefined;
    };
    return {
      name: entry.name,
      enabled: entry.cdn_enabled,
      ttl: entry.ttl,
      logRetention: entry.log_retention,
      uri: uri('') ?? '',
      sslUri: uri('Ssl-') ?? '',
      ...optional('streamingUri', uri('Streaming-')),
      ...optional('iosUri', uri('Ios-')),
    };
  });

function listCdn(
  context: ClientContext,
  options: ListOptions,
  signal: AbortSignal,
): AsyncIterable<CdnInfo & { readonly name: string }> {
  const kind = {
    path: [],
    doing: 'list the CDN containers',
    entry: listed,
    nameOf: (entry: { readonly name: string }) => entry.name,
  };
  return listAll({ ask: context.askCdn.bind(context) }, kind, options, signal);
}
