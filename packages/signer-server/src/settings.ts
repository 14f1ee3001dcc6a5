/**
 * Each environment variable of the command: how it is read, and the words for what it should have been. Tied together
 * in `config.ts`.
 *
 * @module
 */
import { z } from 'zod';
import { mediaType } from './media-types.js';
import { keyTemplate } from './object-key.js';
import { assertExactOrigin } from './origin.js';
import { ENDPOINT_INTERFACES } from './storage/keystone-catalog.js';
import { TEMP_URL_DIGESTS } from './storage/temp-url.js';
import { parseDuration, parseSize } from './units.js';

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

function httpUrl(value: string): string | undefined {
  const valid = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  return valid ? value : undefined;
}

function wholeNumber(least: number, most: number): (value: string) => number | undefined {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };
}

const list = (value: string): string[] => value.split(/[\s,]+/).filter((entry) => entry !== '');

function acceptList(value: string): string[] | undefined {
  const entries = list(value.toLowerCase());
  const good = entries.every(
    (entry) => /^\.[^/\\]+$/.test(entry) || mediaType(entry.replace('/*', '/x')) !== undefined,
  );
  return good ? entries : undefined;
}

function checkedTemplate(value: string): string {
  keyTemplate(value);
  return value;
}

const plain = z.string();
const storageUrl = (value: string): string | undefined =>
  /^\/v1\/[^/]+\/?$/.test(httpUrl(value) === undefined ? '' : new URL(value).pathname)
    ? value
    : undefined;

/** Keystone; v2.0 is no longer there since its release Queens. */
const identityUrl = (value: string): string | undefined =>
  /\/v[12](?:\.\d)?\/*$/.test(value) ? undefined : httpUrl(value);

/** `publicURL` is the old spelling. */
const endpointInterface = (value: string): (typeof ENDPOINT_INTERFACES)[number] | undefined =>
  ENDPOINT_INTERFACES.find((name) => name === value || `${name}URL` === value);

const PASSWORD_OR_APPLICATION = ['password', 'v3password', 'v3applicationcredential'];

/** Every variable; all are optional here, `config.ts` knows which belong together. */
export const SETTINGS = {
  STORAGE: text(
    (value) => (value === 'swift' ? 'swift' : undefined),
    'must be swift; this build does not speak anything else, S3 included, yet',
  ),
  ST_AUTH: text(
    httpUrl,
    'must be the URL of Swift v1 auth, like https://storage.example/auth/v1.0',
  ),
  ST_USER: plain,
  ST_KEY: plain,
  OS_AUTH_URL: text(
    identityUrl,
    'must be the URL of Keystone, Identity API v3, like https://keystone.example:5000/v3',
  ),
  OS_AUTH_TYPE: text(
    (value) => PASSWORD_OR_APPLICATION.find((type) => type === value),
    'must be password, v3password or v3applicationcredential; this build knows no other way into Keystone',
  ),
  OS_USERNAME: plain,
  OS_PASSWORD: plain,
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
  SWIFT_TEMP_URL_DIGEST: text(
    (value) => TEMP_URL_DIGESTS.find((digest) => digest === value),
    `must be one of ${TEMP_URL_DIGESTS.join(', ')}`,
  ),
  PORT: text(wholeNumber(0, 65_535), 'must be a port number from 0 to 65535'),
  HOST: plain,
  ALLOWED_ORIGINS: text((value) => list(value).map(assertExactOrigin), ''),
  SIGNER_SECRET: text(
    (value) => (Buffer.byteLength(value) >= 32 ? value : undefined),
    'must have at least 32 bytes; direct-upload-signer keys prints a fresh one',
  ),
  RECEIPT_KEY: plain,
  RECEIPT_ISSUER: plain,
  RECEIPT_AUDIENCE: plain,
  URL_TTL: text(parseDuration, 'must be a duration like 120s or 2m'),
  UPLOAD_TTL: text(parseDuration, 'must be a duration like 24h'),
  RECEIPT_TTL: text(parseDuration, 'must be a duration like 24h'),
  MAX_SIZE: text(parseSize, 'must be a size like 50MB or 5GiB'),
  ACCEPT: text(acceptList, 'must list types and extensions, like image/*,application/pdf,.csv'),
  MAX_FILES: text(wholeNumber(1, 1000), 'must be a number from 1 to 1000'),
  KEY_TEMPLATE: text(checkedTemplate, ''),
  AUTH: text(
    (value) => (value === 'none' ? 'none' : undefined),
    'must be none; for anything else use createSigner({ authorize }) in a server of your own',
  ),
} as const;

/** Names of the variables. */
export type SettingName = keyof typeof SETTINGS;
/** Their values once read; a variable that is not set is not there. */
export type Settings = { readonly [K in SettingName]?: z.infer<(typeof SETTINGS)[K]> };
