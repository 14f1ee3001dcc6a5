/**
 * The environment of the command, checked as a whole before anything starts: every wrong or missing variable gets one
 * sentence that names it and the mend, and all of them are told at once.
 *
 * @module
 */
import { authFaults, toAuthorize } from './config-auth.js';
import { keyFaults, readReceiptKey } from './config-receipt-key.js';
import type { Environment } from './config-storage.js';
import type { DrainOptions } from '../http/drain.js';
import { SignerError } from '../errors.js';
import type { MetricsPlace } from '../metrics/place.js';
import type { SignerOptions } from '../options.js';
import { resolvePolicies } from '../policy/policies.js';
import type { Policy } from '../policy/policy.js';
import { misspeltFaults } from './misspelt.js';
import { readSettings, withoutValue } from './read-settings.js';
import type { SettingName, Settings } from './settings.js';
import { choiceFaults, toStorageChoice } from './storage-choice.js';
import type { StorageChoice } from './storage-choice.js';

/** What the command runs with. */
export interface Config {
  readonly storage: StorageChoice;
  readonly signer: Omit<SignerOptions, 'storage' | 'log'>;
  /** Where limits are counted; in the process if undefined. */
  readonly redisUrl: string | undefined;
  /** Where figures are told; nowhere if undefined. */
  readonly metrics: MetricsPlace | undefined;
  readonly shutdown: DrainOptions;
  readonly port: number;
  readonly host: string;
}

/** @throws SignerError `invalid-option` whose message has one line per fault. */
export function readConfig(env: Environment): Config {
  const { settings, faults: unreadable } = readSettings(env);
  const faults = [...unreadable, ...misspeltFaults(env)];
  const missing = [
    ...choiceFaults(env, settings),
    ...keyFaults(env),
    ...authFaults(env, settings),
    ...policyFaults(faults, settings),
  ];
  const all = [...faults, ...missing];
  if (all.length > 0) throw new SignerError('invalid-option', all.join('\n'));
  return toConfig(settings);
}

/** Limits that are fine one by one and not together (a URL that outlives its upload). */
function policyFaults(faults: readonly string[], settings: Settings): string[] {
  if (faults.length > 0) return [];
  try {
    resolvePolicies(toPolicy(settings), settings.POLICIES);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const names: Readonly<Record<string, SettingName>> = {
      maxSize: 'MAX_SIZE',
      maxFiles: 'MAX_FILES',
      urlTtl: 'URL_TTL',
      uploadTtl: 'UPLOAD_TTL',
      receiptTtl: 'RECEIPT_TTL',
      accept: 'ACCEPT',
      downloadTtl: 'DOWNLOAD_TTL',
      inline: 'INLINE',
    };
    const told = message.replace(/policy\.(\w+)/g, (whole, name: string) => names[name] ?? whole);
    const values = [settings.ACCEPT, settings.INLINE].flatMap((list) => list ?? []).join(' ');
    return [withoutValue(told.replace(/^policies\./, 'POLICIES: '), values)];
  }
}

function toPolicy(settings: Settings): Policy {
  return withoutUndefined({
    maxSize: settings.MAX_SIZE,
    accept: settings.ACCEPT,
    maxFiles: settings.MAX_FILES,
    keyTemplate: settings.KEY_TEMPLATE,
    sniff: settings.SNIFF,
    urlTtl: settings.URL_TTL,
    uploadTtl: settings.UPLOAD_TTL,
    receiptTtl: settings.RECEIPT_TTL,
    downloadTtl: settings.DOWNLOAD_TTL,
    inline: settings.INLINE,
  });
}

function toConfig(settings: Settings): Config {
  const authorize = toAuthorize(settings);
  return {
    storage: toStorageChoice(settings),
    signer: {
      secret: settings.SIGNER_SECRET ?? '',
      receiptKey: readReceiptKey(settings.RECEIPT_KEY ?? ''),
      acceptedSecrets: given(settings.SIGNER_SECRET_2),
      acceptedReceiptKeys: given(settings.RECEIPT_KEY_2).map(readReceiptKey),
      policy: toPolicy(settings),
      allowedOrigins: settings.ALLOWED_ORIGINS ?? [],
      limits: withoutUndefined({
        requests: settings.LIMIT_REQUESTS,
        requestsPerAddress: settings.LIMIT_REQUESTS_PER_ADDRESS,
        entries: settings.LIMIT_ENTRIES,
        entriesPerAddress: settings.LIMIT_ENTRIES_PER_ADDRESS,
        files: settings.LIMIT_FILES,
        bytes: settings.LIMIT_BYTES,
      }),
      trustProxy: settings.TRUST_PROXY ?? [],
      ...(authorize && { authorize }),
      ...withoutUndefined({
        policies: settings.POLICIES,
        allowedHosts: settings.ALLOWED_HOSTS,
        issuer: settings.RECEIPT_ISSUER,
        audience: settings.RECEIPT_AUDIENCE,
      }),
    },
    redisUrl: settings.REDIS_URL,
    metrics: settings.METRICS,
    shutdown: withoutUndefined({
      delay: milliseconds(settings.SHUTDOWN_DELAY),
      timeout: milliseconds(settings.SHUTDOWN_TIMEOUT),
    }),
    port: settings.PORT ?? 8080,
    host: settings.HOST ?? '127.0.0.1',
  };
}

const given = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

/** What is undefined is not set: optional members are exact. */
function withoutUndefined<T extends object>(
  values: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
