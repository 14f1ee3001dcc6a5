/**
 * What the environment says: three ports, and optionally a real Swift to use in place of the embedded storage.
 *
 * @module
 */
import { DemoError } from './demo-error.js';
import type { PortSetting } from './ports.js';

/** A Swift that the environment names, in the ecosystem's own names for things. */
export interface SwiftSettings {
  /** Either credentials for v1 auth (as python-swiftclient takes them) … */
  readonly auth?: { readonly url: string; readonly user: string; readonly key: string };
  /** … or, with only a TempURL key, the account's URL. */
  readonly storageUrl?: string;
  readonly container: string;
  readonly tempUrlKey: string;
  readonly tempUrlDigest?: 'sha1' | 'sha256' | 'sha512';
}

/** Everything the demo can be told. */
export interface DemoSettings {
  readonly demo: PortSetting;
  readonly signer: PortSetting;
  readonly storage: PortSetting;
  /** Absent: the embedded storage is started. */
  readonly swift?: SwiftSettings;
}

/** The environment, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** 5173 is where people look for a Vite app; the other two are neighbours nothing well-known uses. */
const DEFAULT_PORTS = { DEMO_PORT: 5173, SIGNER_PORT: 5183, STORAGE_PORT: 5193 } as const;

/** Reads one port. */
function portFrom(env: Environment, variable: keyof typeof DEFAULT_PORTS): PortSetting {
  const text = env[variable];
  if (text === undefined || text === '') return { variable, port: DEFAULT_PORTS[variable] };
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new DemoError(
      'bad-setting',
      `${variable} is "${text}", which is no port: use a number from 0 (any free port) to 65535.`,
    );
  }
  return { variable, port: Number(text) };
}

/** Reads a variable that must be there because another one is. */
function required(env: Environment, variable: string, because: string): string {
  const value = env[variable];
  if (value === undefined || value === '') {
    throw new DemoError(
      'bad-setting',
      `${variable} is not set, but ${because} is: set both to use your own Swift, or neither to use the embedded storage.`,
    );
  }
  return value;
}

/** Reads `SWIFT_TEMP_URL_DIGEST`. */
function digestFrom(env: Environment): SwiftSettings['tempUrlDigest'] {
  const digest = env['SWIFT_TEMP_URL_DIGEST'];
  if (digest === undefined || digest === '') return undefined;
  if (digest === 'sha1' || digest === 'sha256' || digest === 'sha512') return digest;
  throw new DemoError(
    'bad-setting',
    `SWIFT_TEMP_URL_DIGEST is "${digest}": Swift knows sha256, sha512 and sha1.`,
  );
}

/** Reads the real Swift, if `ST_AUTH` or `SWIFT_STORAGE_URL` names one. */
function swiftFrom(env: Environment): SwiftSettings | undefined {
  const named = ['ST_AUTH', 'SWIFT_STORAGE_URL'].find((variable) => (env[variable] ?? '') !== '');
  if (named === undefined) return undefined;
  const digest = digestFrom(env);
  const common = {
    container: required(env, 'SWIFT_CONTAINER', named),
    tempUrlKey: required(env, 'SWIFT_TEMP_URL_KEY', named),
    ...(digest === undefined ? {} : { tempUrlDigest: digest }),
  };
  if (named === 'SWIFT_STORAGE_URL') {
    return { ...common, storageUrl: required(env, 'SWIFT_STORAGE_URL', named) };
  }
  const auth = {
    url: required(env, 'ST_AUTH', named),
    user: required(env, 'ST_USER', named),
    key: required(env, 'ST_KEY', named),
  };
  return { ...common, auth };
}

/**
 * Reads the settings.
 *
 * @throws {DemoError} `bad-setting`, naming the variable; values of secrets are never part of the message
 */
export function settingsFrom(env: Environment): DemoSettings {
  const swift = swiftFrom(env);
  return {
    demo: portFrom(env, 'DEMO_PORT'),
    signer: portFrom(env, 'SIGNER_PORT'),
    storage: portFrom(env, 'STORAGE_PORT'),
    ...(swift === undefined ? {} : { swift }),
  };
}
