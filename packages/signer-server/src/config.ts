/**
 * The environment of the command, checked as a whole before anything starts: every wrong or missing variable gets one
 * sentence that names it and the mend, and all of them are told at once.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { isSet, storageFaults, toSwiftOptions } from './config-storage.js';
import type { Environment } from './config-storage.js';
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
  return {
    swift: toSwiftOptions(settings),
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
