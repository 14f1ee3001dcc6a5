/**
 * What a container can be told besides metadata: which pages may read answers, how much it may hold, that it is a web
 * site, that everybody may read it. All of these are headers with a meaning to Swift.
 *
 * @module
 */
import { optional, readNumber, toHeader, fromHeader } from './headers.js';

/** Which pages' scripts may read answers (CORS). */
export interface ContainerCors {
  /** Exact origins, or `*`. */
  readonly origins: readonly string[];
  /** Seconds a browser may remember a preflight. */
  readonly maxAge?: number;
  /** Besides those that Swift exposes anyway, `ETag` among them. */
  readonly exposeHeaders?: readonly string[];
}

/** How much a container may hold; checked before an upload by what was counted so far. */
export interface ContainerQuota {
  readonly bytes?: number;
  readonly count?: number;
}

/** The `staticweb` middleware's, where a cluster has it. */
export interface ContainerWebsite {
  /** Served for a folder, e.g. `index.html`. */
  readonly index?: string;
  /** A suffix: `error.html` means `401error.html`, `404error.html`. */
  readonly error?: string;
  /** Folders without an index are listed. */
  readonly listings?: boolean;
  /** Style sheet of those listings. */
  readonly listingsCss?: string;
}

/** All of them, as they are read; what is not set is not there. */
export interface ContainerSettings {
  readonly cors?: ContainerCors;
  readonly quota?: ContainerQuota;
  readonly website?: ContainerWebsite;
  /** Everybody may read objects. */
  readonly publicRead: boolean;
  /** The whole read and write ACLs, for those who share with accounts and users. */
  readonly readAcl?: string;
  readonly writeAcl?: string;
}

/** Metadata names that are settings. */
export const SETTING_METADATA = /^(?:temp-url-key|access-control-|quota-|web-)/;

const META = 'x-container-meta-';

/** Everybody, and for `staticweb` with listings also lists of names. */
export const PUBLIC_ACL = { read: '.r:*', withListings: '.r:*,.rlistings' } as const;

/** An empty value removes what it stands for (measured). Origins are space separated: a comma list never matches. */
export function corsHeaders(cors: ContainerCors | undefined): Record<string, string> {
  return {
    [`${META}access-control-allow-origin`]: cors?.origins.join(' ') ?? '',
    [`${META}access-control-max-age`]: String(cors?.maxAge ?? ''),
    [`${META}access-control-expose-headers`]: cors?.exposeHeaders?.join(' ') ?? '',
  };
}

/** Replaces both limits. */
export function quotaHeaders(quota: ContainerQuota): Record<string, string> {
  return {
    [`${META}quota-bytes`]: String(quota.bytes ?? ''),
    [`${META}quota-count`]: String(quota.count ?? ''),
  };
}

/** Replaces all of it. */
export function websiteHeaders(website: ContainerWebsite | undefined): Record<string, string> {
  return {
    [`${META}web-index`]: toHeader(website?.index ?? ''),
    [`${META}web-error`]: toHeader(website?.error ?? ''),
    [`${META}web-listings`]: website?.listings ? 'true' : '',
    [`${META}web-listings-css`]: toHeader(website?.listingsCss ?? ''),
  };
}

/** From a HEAD of the container. */
export function readSettings(headers: Headers): ContainerSettings {
  const acl = headers.get('x-container-read');
  return {
    ...optional('cors', readCors(headers)),
    ...optional('quota', readQuota(headers)),
    ...optional('website', readWebsite(headers)),
    publicRead: acl?.split(',').some((entry) => entry.trim() === '.r:*') ?? false,
    ...optional('readAcl', acl),
    ...optional('writeAcl', headers.get('x-container-write')),
  };
}

function readCors(headers: Headers): ContainerCors | undefined {
  const origins = headers.get(`${META}access-control-allow-origin`);
  if (origins === null) return undefined;
  const expose = headers.get(`${META}access-control-expose-headers`);
  return {
    origins: origins.split(/\s+/),
    ...optional('maxAge', readNumber(headers, `${META}access-control-max-age`)),
    ...optional('exposeHeaders', expose?.split(/\s+/)),
  };
}

function readQuota(headers: Headers): ContainerQuota | undefined {
  const quota = {
    ...optional('bytes', readNumber(headers, `${META}quota-bytes`)),
    ...optional('count', readNumber(headers, `${META}quota-count`)),
  };
  return Object.keys(quota).length > 0 ? quota : undefined;
}

function readWebsite(headers: Headers): ContainerWebsite | undefined {
  const text = (name: string): string | undefined => {
    const value = headers.get(`${META}web-${name}`);
    return value === null ? undefined : fromHeader(value);
  };
  const website = {
    ...optional('index', text('index')),
    ...optional('error', text('error')),
    ...optional('listings', text('listings') === 'true' ? true : undefined),
    ...optional('listingsCss', text('listings-css')),
  };
  return Object.keys(website).length > 0 ? website : undefined;
}
