/**
 * Each environment variable of the command: how it is read, and the words for what it should have been. Tied together
 * in `config.ts`.
 *
 * @module
 */
import { parseAccept } from '@direct-upload/accept';
import { z } from 'zod';
import { readPolicies } from './config-policies.js';
import { hostGuard } from '../http/host-guard.js';
import { isHttpUrl } from '../http-url.js';
import { trustedProxies } from '../limits/address.js';
import { parseRate } from '../limits/rate.js';
import type { Rate } from '../limits/rate.js';
import { parseMetricsPlace } from '../metrics/place.js';
import { keyTemplate } from '../names/object-key.js';
import { assertExactOrigin } from '../origin.js';
import { ENDPOINT_INTERFACES } from '../storage/swift/login/keystone-catalog.js';
import { MAX_S3_PARTS, isBucketName, isEndpoint } from '../storage/s3/options.js';
import { TEMP_URL_DIGESTS } from '../storage/swift/temp-url.js';
import { parseDuration, parseSize } from '../units.js';

/** A string that `read` understands; its complaint, or the given one, ends the sentence `NAME …`. */
function text<T>(read: (value: string) => T | undefined, must: string): z.ZodType<T> {
  return z.string().transform((value, context): T => {
    const result = attempt(() => read(value));
    if ('value' in result && result.value !== undefined) return result.value;
    context.addIssue({ code: 'custom', message: 'why' in result ? result.why : must });
    return z.NEVER;
  });
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly why: string } {
  try {
    return { value: work() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { why: `cannot be used: ${message.replace(/\.$/, '')}` };
  }
}

const httpUrl = (value: string): string | undefined => (isHttpUrl(value) ? value : undefined);

function wholeNumber(least: number, most: number): (value: string) => number | undefined {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };
}

const list = (value: string): string[] => value.split(/[\s,]+/).filter((entry) => entry !== '');

function acceptList(value: string): string[] {
  const { entries, unknown } = parseAccept(value);
  const [stranger] = unknown;
  if (stranger === undefined) return [...entries];
  throw new Error(`no file could match ${JSON.stringify(stranger)}`);
}

function checkedTemplate(value: string): string {
  keyTemplate(value);
  return value;
}

/** `600/1m`, for the settings of limits. */
const countRate = (value: string): Rate | false | undefined =>
  value === 'off' ? false : parseRate(value, wholeNumber(1, Number.MAX_SAFE_INTEGER));
const byteRate = (value: string): Rate | false | undefined =>
  value === 'off' ? false : parseRate(value, parseSize);

function proxyList(value: string): string[] {
  trustedProxies(list(value));
  return list(value);
}

function hostList(value: string): string[] {
  hostGuard(list(value));
  return list(value);
}

/** `redis:`, or `rediss:` with TLS. */
const redisUrl = (value: string): string | undefined =>
  URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol) ? value : undefined;

const onOff = (value: string): boolean | undefined =>
  value === 'on' ? true : value === 'off' ? false : undefined;

const trueFalse = (value: string): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined;

const plain = z.string();
/** Perhaps below a path, as behind a gateway: `/object/v1/AUTH_account`. */
const storageUrl = (value: string): string | undefined =>
  /\/v1\/[^/]+\/?$/.test(httpUrl(value) === undefined ? '' : new URL(value).pathname)
    ? value
    : undefined;

/** Keystone; of the old versions v2.0 alone, which Rackspace has. */
const identityUrl = (value: string): string | undefined =>
  /\/v1(?:\.\d)?\/*$/.test(value) ? undefined : httpUrl(value);

/** `publicURL` is the old spelling. */
const endpointInterface = (value: string): (typeof ENDPOINT_INTERFACES)[number] | undefined =>
  ENDPOINT_INTERFACES.find((name) => name === value || `${name}URL` === value);

/** Names of keystoneauth and of Rackspace's plugins for it. */
const AUTH_TYPES = [
  'password',
  'v3password',
  'v3applicationcredential',
  'v2password',
  'rackspace_password',
  'rackspace_apikey',
];

/** Kinds of storage. */
const STORAGES = ['swift', 's3'] as const;

/** How callers are known. */
const WAYS = ['none', 'jwt', 'forward'] as const;

const signerSecret = text(
  (value) => (Buffer.byteLength(value) >= 32 ? value : undefined),
  'must have at least 32 bytes; direct-upload-signer keys prints a fresh one',
);

/** Every variable; all are optional here, `config.ts` knows which belong together. */
export const SETTINGS = {
  STORAGE: text(
    (value) => STORAGES.find((name) => name === value),
    `must be ${STORAGES.join(' or ')}`,
  ),
  ST_AUTH: text(
    httpUrl,
    'must be the URL of Swift v1 auth, like https://storage.example/auth/v1.0',
  ),
  ST_USER: plain,
  ST_KEY: plain,
  OS_AUTH_URL: text(
    identityUrl,
    'must be the URL of Keystone, like https://keystone.example:5000/v3, or of the Identity API v2.0 of Rackspace',
  ),
  OS_AUTH_TYPE: text(
    (value) => AUTH_TYPES.find((type) => type === value),
    `must be one of ${AUTH_TYPES.join(', ')}; this build knows no other way into Keystone`,
  ),
  OS_USERNAME: plain,
  OS_PASSWORD: plain,
  OS_API_KEY: plain,
  OS_TENANT_NAME: plain,
  OS_TENANT_ID: plain,
  OS_USER_DOMAIN_NAME: plain,
  OS_USER_DOMAIN_ID: plain,
  OS_PROJECT_NAME: plain,
  OS_PROJECT_ID: plain,
  OS_PROJECT_DOMAIN_NAME: plain,
  OS_PROJECT_DOMAIN_ID: plain,
  OS_APPLICATION_CREDENTIAL_ID: plain,
  OS_APPLICATION_CREDENTIAL_NAME: plain,
  OS_APPLICATION_CREDENTIAL_SECRET: plain,
  OS_REGION_NAME: plain,
  OS_INTERFACE: text(endpointInterface, 'must be public, internal or admin'),
  SWIFT_STORAGE_URL: text(storageUrl, 'must look like https://storage.example/v1/AUTH_account'),
  SWIFT_CONTAINER: text(
    (value) => (value.includes('/') || Buffer.byteLength(value) > 256 ? undefined : value),
    'must be a container name: at most 256 bytes and no slash',
  ),
  SWIFT_TEMP_URL_KEY: plain,
  SWIFT_TEMP_URL_KEY_CACHE: text(parseDuration, 'must be a duration like 60s'),
  SWIFT_TEMP_URL_DIGEST: text(
    (value) => TEMP_URL_DIGESTS.find((digest) => digest === value),
    `must be one of ${TEMP_URL_DIGESTS.join(', ')}`,
  ),
  AWS_ACCESS_KEY_ID: plain,
  AWS_SECRET_ACCESS_KEY: plain,
  AWS_SESSION_TOKEN: plain,
  AWS_REGION: text(
    (value) => (/^[\w-]+$/.test(value) ? value : undefined),
    'must be a region like eu-central-1; auto at Cloudflare R2',
  ),
  S3_BUCKET: text(
    (value) => (isBucketName(value) ? value : undefined),
    'must be the name of a bucket: 3 to 255 letters, digits, dots and hyphens',
  ),
  S3_ENDPOINT: text(
    (value) => (isEndpoint(value) ? value : undefined),
    'must be a URL without bucket, like https://s3.example',
  ),
  S3_FORCE_PATH_STYLE: text(trueFalse, 'must be true or false'),
  S3_INTEGRITY: z.enum(['md5-etag', 'crc64nvme'], 'must be md5-etag or crc64nvme'),
  S3_MAX_PARTS: text(wholeNumber(1, MAX_S3_PARTS), `must be a number from 1 to ${MAX_S3_PARTS}`),
  PORT: text(wholeNumber(0, 65_535), 'must be a port number from 0 to 65535'),
  HOST: plain,
  METRICS: text(
    parseMetricsPlace,
    'must be a path like /metrics, or a port like 9464 or 0.0.0.0:9464',
  ),
  SHUTDOWN_DELAY: text(parseDuration, 'must be a duration like 5s'),
  SHUTDOWN_TIMEOUT: text(parseDuration, 'must be a duration like 30s'),
  ALLOWED_HOSTS: text(hostList, ''),
  ALLOWED_ORIGINS: text((value) => list(value).map(assertExactOrigin), ''),
  SIGNER_SECRET: signerSecret,
  SIGNER_SECRET_2: signerSecret,
  RECEIPT_KEY: plain,
  RECEIPT_KEY_2: plain,
  RECEIPT_ISSUER: plain,
  RECEIPT_AUDIENCE: plain,
  URL_TTL: text(parseDuration, 'must be a duration like 120s or 2m'),
  UPLOAD_TTL: text(parseDuration, 'must be a duration like 24h'),
  RECEIPT_TTL: text(parseDuration, 'must be a duration like 24h'),
  DOWNLOAD_TTL: text(parseDuration, 'must be a duration like 120s or 2m'),
  INLINE: text(list, ''),
  MAX_SIZE: text(parseSize, 'must be a size like 50MB or 5GiB'),
  ACCEPT: text(acceptList, ''),
  MAX_FILES: text(wholeNumber(1, 1000), 'must be a number from 1 to 1000'),
  SNIFF: text(onOff, 'must be on or off'),
  KEY_TEMPLATE: text(checkedTemplate, ''),
  POLICIES: text(readPolicies, ''),
  LIMIT_REQUESTS: text(countRate, 'must be calls per time, like 600/1m, or off'),
  LIMIT_REQUESTS_PER_ADDRESS: text(countRate, 'must be calls per time, like 1200/1m, or off'),
  LIMIT_ENTRIES: text(countRate, 'must be entries per time, like 60000/10m, or off'),
  LIMIT_ENTRIES_PER_ADDRESS: text(countRate, 'must be entries per time, like 240000/10m, or off'),
  LIMIT_FILES: text(countRate, 'must be files per time, like 1000/1h, or off'),
  LIMIT_BYTES: text(byteRate, 'must be a size per time, like 10GB/1d, or off'),
  REDIS_URL: text(redisUrl, 'must look like redis://host:6379 or rediss://user:password@host:6379'),
  TRUST_PROXY: text(proxyList, ''),
  AUTH: text(
    (value) => WAYS.find((way) => way === value),
    `must be one of ${WAYS.join(', ')}; for anything else use createSigner({ authorize }) in a server of your own`,
  ),
  AUTH_JWT_SECRET: text(
    (value) => (Buffer.byteLength(value) >= 32 ? value : undefined),
    'must have at least 32 bytes, as HS256 wants it (RFC 7518 §3.2)',
  ),
  AUTH_JWKS_URL: text(httpUrl, 'must be the URL of a JWKS, like https://app.example/jwks.json'),
  AUTH_AUDIENCE: plain,
  AUTH_ISSUER: plain,
  AUTH_SUBJECT_CLAIM: plain,
  AUTH_LIMITS_CLAIM: plain,
  AUTH_COOKIE: plain,
  AUTH_FORWARD_URL: text(httpUrl, 'must be a URL of your application, like https://app.example/me'),
  AUTH_FORWARD_SUBJECT_HEADER: plain,
  AUTH_FORWARD_TIMEOUT: text(parseDuration, 'must be a duration like 5s'),
} as const;

/** Names of the variables. */
export type SettingName = keyof typeof SETTINGS;
/** Their values once read; a variable that is not set is not there. */
export type Settings = { readonly [K in SettingName]?: z.infer<(typeof SETTINGS)[K]> };
