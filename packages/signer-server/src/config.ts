/**
 * The environment of the command, checked as a whole before anything starts: every wrong or missing variable gets one
 * sentence that names it and the mend, and all of them are told at once.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { SignerError } from './errors.js';
import { isLoopback } from './loopback.js';
import type { SignerOptions } from './options.js';
import { resolvePolicy } from './policy.js';
import type { Policy } from './policy.js';
import { importReceiptKey } from './receipt-key.js';
import { SETTINGS } from './settings.js';
import type { SettingName, Settings } from './settings.js';
import type { SwiftOptions } from './storage/swift-options.js';

/** What the command runs with. */
export interface Config {
  readonly swift: SwiftOptions;
  readonly signer: Omit<SignerOptions, 'storage' | 'log'>;
  readonly port: number;
  readonly host: string;
}

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws SignerError `invalid-option` whose message has one line per fault. */
export function readConfig(env: Environment): Config {
  const { settings, faults } = readSettings(env);
  const missing = [
    ...storageFaults(env, settings),
    ...keyFaults(env),
    ...hostFaults(settings),
    ...policyFaults(faults, settings),
  ];
  const all = [...faults, ...missing];
  if (all.length > 0) throw new SignerError('invalid-option', all.join('\n'));
  return toConfig(settings);
}

/** Variables that are set to nothing count as not set, as in compose files. */
function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? '').trim() !== '';
}

function readSettings(env: Environment): { settings: Settings; faults: string[] } {
  const settings: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, schema] of Object.entries<z.ZodType>(SETTINGS)) {
    if (!isSet(env, name)) continue;
    const parsed = schema.safeParse(env[name]?.trim());
    if (parsed.success) settings[name] = parsed.data;
    else faults.push(`${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}.`);
  }
  return { settings, faults };
}

/** Is this account reachable with what is set? */
function storageFaults(env: Environment, settings: Settings): string[] {
  if (env['STORAGE']?.trim() === 's3') return [];
  const faults: string[] = [];
  const st = (['ST_AUTH', 'ST_USER', 'ST_KEY'] as const).filter((name) => isSet(env, name));
  if (st.length === 0 && !isSet(env, 'SWIFT_STORAGE_URL')) {
    faults.push(noStorage(env));
  } else if (st.length > 0) {
    for (const name of ['ST_AUTH', 'ST_USER', 'ST_KEY']) {
      if (!isSet(env, name)) faults.push(`${name} is missing; ${st.join(' and ')} need it.`);
    }
  }
  if (!isSet(env, 'SWIFT_CONTAINER')) {
    faults.push('SWIFT_CONTAINER is missing: set it to the container for uploads.');
  }
  if (!isSet(env, 'SWIFT_TEMP_URL_KEY')) {
    faults.push(
      'SWIFT_TEMP_URL_KEY is missing: set it to the Temp-URL-Key of the container, ' +
        "put there with: swift post CONTAINER -H 'X-Container-Meta-Temp-URL-Key: …'.",
    );
  }
  if (settings.ST_KEY !== undefined && settings.ST_KEY === settings.SWIFT_TEMP_URL_KEY) {
    faults.push('SWIFT_TEMP_URL_KEY is the same as ST_KEY: use a key of its own.');
  }
  return faults;
}

/** Which of the ways not spoken yet did they have in mind? */
function noStorage(env: Environment): string {
  const names = Object.keys(env).filter((name) => isSet(env, name));
  const keystone = names.find((name) =>
    /^OS_(?:AUTH_URL|USERNAME|PASSWORD|TOKEN|STORAGE_URL|PROJECT_\w+|APPLICATION_CREDENTIAL_\w+)$/.test(
      name,
    ),
  );
  const mend =
    'set ST_AUTH, ST_USER and ST_KEY (v1 auth), or SWIFT_STORAGE_URL for a signer with the TempURL key alone';
  if (keystone) return `${keystone} is set, but this build does not speak Keystone yet: ${mend}.`;
  const s3 = names.find((name) => /^(?:S3_ENDPOINT|S3_BUCKET)$/.test(name));
  if (s3) return `${s3} is set, but this build does not speak S3 yet: ${mend}.`;
  return `ST_AUTH is missing, so storage cannot be found: ${mend}.`;
}

function keyFaults(env: Environment): string[] {
  const faults: string[] = [];
  for (const name of ['SIGNER_SECRET', 'RECEIPT_KEY']) {
    if (!isSet(env, name)) {
      faults.push(`${name} is missing: direct-upload-signer keys prints a fresh one.`);
    }
  }
  if (!isSet(env, 'RECEIPT_KEY')) return faults;
  try {
    importReceiptKey(receiptKey(env['RECEIPT_KEY'] ?? ''));
  } catch (error) {
    // Only what the key should look like is told: the value may be a secret mistyped.
    const unreadable = error instanceof SignerError ? '' : ', and no file of that name can be read';
    faults.push(
      `RECEIPT_KEY must be an Ed25519 private key as PKCS #8 PEM or JWK, or a path to one${unreadable}; ` +
        'direct-upload-signer keys prints a fresh one.',
    );
  }
  return faults;
}

/** PEM (with real or written `\n`), JWK, or a path to either. */
function receiptKey(value: string): string {
  const trimmed = value.trim();
  if (trimmed.startsWith('{')) return trimmed;
  if (trimmed.startsWith('-----BEGIN')) return trimmed.replaceAll('\\n', '\n');
  return readFileSync(trimmed, 'utf8');
}

/** Who may upload is not asked by this command, so only this machine may. */
function hostFaults({ HOST }: Settings): string[] {
  if (HOST === undefined || isLoopback(HOST)) return [];
  return [
    `HOST is ${HOST}, but with AUTH=none anybody who reaches it could upload: use 127.0.0.1, ` +
      'or createSigner({ authorize }) in a server of your own.',
  ];
}

/** Limits that are fine one by one and not together (a URL that outlives its upload). */
function policyFaults(faults: readonly string[], settings: Settings): string[] {
  if (faults.length > 0) return [];
  try {
    resolvePolicy(toPolicy(settings));
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
    };
    return [message.replace(/policy\.(\w+)/g, (whole, name: string) => names[name] ?? whole)];
  }
}

function toPolicy(settings: Settings): Policy {
  return withoutUndefined({
    maxSize: settings.MAX_SIZE,
    accept: settings.ACCEPT,
    maxFiles: settings.MAX_FILES,
    keyTemplate: settings.KEY_TEMPLATE,
    urlTtl: settings.URL_TTL,
    uploadTtl: settings.UPLOAD_TTL,
    receiptTtl: settings.RECEIPT_TTL,
  });
}

function toConfig(settings: Settings): Config {
  const { ST_AUTH: url, ST_USER: user, ST_KEY: key } = settings;
  return {
    swift: {
      container: settings.SWIFT_CONTAINER ?? '',
      tempUrlKey: settings.SWIFT_TEMP_URL_KEY ?? '',
      ...(url !== undefined &&
        user !== undefined &&
        key !== undefined && { auth: { url, user, key } }),
      ...withoutUndefined({
        storageUrl: settings.SWIFT_STORAGE_URL,
        tempUrlDigest: settings.SWIFT_TEMP_URL_DIGEST,
      }),
    },
    signer: {
      secret: settings.SIGNER_SECRET ?? '',
      receiptKey: receiptKey(settings.RECEIPT_KEY ?? ''),
      policy: toPolicy(settings),
      allowedOrigins: settings.ALLOWED_ORIGINS ?? [],
      ...withoutUndefined({
        issuer: settings.RECEIPT_ISSUER,
        audience: settings.RECEIPT_AUDIENCE,
      }),
    },
    port: settings.PORT ?? 8080,
    host: settings.HOST ?? '127.0.0.1',
  };
}

/** What is undefined is not set: optional members are exact. */
function withoutUndefined<T extends object>(
  values: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
