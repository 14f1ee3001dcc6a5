/**
 * The environment's part about storage: which of the ways to find and enter a Swift account is meant, whether it is
 * complete, and what `swift()` is told of it.
 *
 * @module
 */
import type { SettingName, Settings } from './settings.js';
import type {
  KeystoneApplicationCredential,
  KeystoneDomain,
  KeystonePassword,
} from '../storage/swift/login/keystone.js';
import { identityV2Credentials, identityV2Faults, isIdentityV2 } from './config-identity-v2.js';
import type { SwiftCredentials } from '../storage/swift/login/credentials.js';
import type { SwiftOptions } from '../storage/swift/options.js';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that are set to nothing count as not set, as in compose files. */
export function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? '').trim() !== '';
}

const V1 = ['ST_AUTH', 'ST_USER', 'ST_KEY'] as const;
/** Those that say "Keystone"; the others (region, domains, …) are at home in any shell of an OpenStack user. */
const KEYSTONE = [
  'OS_AUTH_URL',
  'OS_USERNAME',
  'OS_PASSWORD',
  'OS_API_KEY',
  'OS_APPLICATION_CREDENTIAL_ID',
  'OS_APPLICATION_CREDENTIAL_NAME',
  'OS_APPLICATION_CREDENTIAL_SECRET',
] as const;
const APPLICATION = 'OS_APPLICATION_CREDENTIAL_';
/** A project was once called a tenant, and still is in some clouds' openrc (OVH); python-openstackclient reads both. */
const PROJECT = ['OS_PROJECT_NAME', 'OS_PROJECT_ID', 'OS_TENANT_NAME', 'OS_TENANT_ID'] as const;

/** One sentence for each thing that is wrong. */
export function storageFaults(env: Environment, settings: Settings): string[] {
  const faults = [...accountFaults(env)];
  if (!isSet(env, 'SWIFT_CONTAINER')) {
    faults.push('SWIFT_CONTAINER is missing: set it to the container for uploads.');
  }
  if (!isSet(env, 'SWIFT_TEMP_URL_KEY') && !hasCredentials(env) && faults.length === 0) {
    faults.push(
      'SWIFT_TEMP_URL_KEY is missing: without credentials the signer cannot read the key of the container itself; ' +
        'direct-upload-signer keys get prints it, where there are some.',
    );
  }
  const secrets = [
    'ST_KEY',
    'OS_PASSWORD',
    'OS_API_KEY',
    'OS_APPLICATION_CREDENTIAL_SECRET',
  ] as const;
  const same = secrets.find(
    (name) => settings[name] !== undefined && settings[name] === settings.SWIFT_TEMP_URL_KEY,
  );
  if (same) faults.push(`SWIFT_TEMP_URL_KEY is the same as ${same}: use a key of its own.`);
  return faults;
}

/** Is there a way to log in, complete or not? */
export function hasCredentials(env: Environment): boolean {
  return [...V1, ...KEYSTONE].some((name) => isSet(env, name));
}

/** Is the account reachable with what is set, and in one way only? */
export function accountFaults(env: Environment): string[] {
  const has = (name: string): boolean => isSet(env, name);
  const [v1] = V1.filter(has);
  const [keystone] = KEYSTONE.filter(has);
  if (v1 && keystone) {
    return [
      `${v1} (v1 auth) and ${keystone} (Keystone) are both set: unset those of the one you do not use.`,
    ];
  }
  if (v1) return missing(env, V1, V1.filter(has).join(' and '));
  if (keystone && isIdentityV2(env['OS_AUTH_URL'])) return identityV2Faults(env);
  if (keystone) return keystoneFaults(env);
  return has('SWIFT_STORAGE_URL') ? [] : [noStorage(env)];
}

/** A sentence for each that is not set. */
function missing(env: Environment, names: readonly SettingName[], needed: string): string[] {
  return names
    .filter((name) => !isSet(env, name))
    .map((name) => `${name} is missing; ${needed} need${/ and /.test(needed) ? '' : 's'} it.`);
}

function keystoneFaults(env: Environment): string[] {
  const has = (name: string): boolean => isSet(env, name);
  if (has('OS_API_KEY')) {
    return [
      'OS_API_KEY is set, which only the Identity API v2.0 takes: set OS_AUTH_URL to …/v2.0, or unset it.',
    ];
  }
  const application = KEYSTONE.filter((name) => name.startsWith(APPLICATION)).filter(has);
  const [first] = application;
  if (!first) {
    const needed = KEYSTONE.filter(has).join(' and ');
    const faults = missing(env, ['OS_AUTH_URL', 'OS_USERNAME', 'OS_PASSWORD'], needed);
    if (!PROJECT.some(has)) {
      faults.push('OS_PROJECT_NAME (or OS_PROJECT_ID) is missing: whose storage is it?');
    }
    return faults;
  }
  const [extra] = ['OS_PASSWORD', ...PROJECT].filter(has);
  if (extra) {
    return [
      `${first} and ${extra} are both set: an application credential has its project in itself and needs no ` +
        'password; unset what is not meant.',
    ];
  }
  return applicationFaults(env, application.join(' and '));
}

function applicationFaults(env: Environment, needed: string): string[] {
  const faults = missing(env, ['OS_AUTH_URL', `${APPLICATION}SECRET`], needed);
  if (isSet(env, `${APPLICATION}ID`)) return faults;
  if (!isSet(env, `${APPLICATION}NAME`)) {
    faults.push(`${APPLICATION}ID is missing; ${needed} needs it.`);
  } else {
    faults.push(...missing(env, ['OS_USERNAME'], `${APPLICATION}NAME`));
  }
  return faults;
}

/** Which of the ways not spoken yet did they have in mind? */
function noStorage(env: Environment): string {
  const mend =
    'set OS_AUTH_URL and its companions (Keystone), ST_AUTH, ST_USER and ST_KEY (v1 auth), or ' +
    'SWIFT_STORAGE_URL for a signer with the TempURL key alone';
  const s3 = ['S3_ENDPOINT', 'S3_BUCKET'].find((name) => isSet(env, name));
  if (s3) return `${s3} is set, but STORAGE is not s3: set it to that, or ${mend}.`;
  return `Storage cannot be found: ${mend}.`;
}

/** For settings without faults. */
export function toSwiftOptions(settings: Settings): SwiftOptions {
  const auth = credentials(settings);
  return {
    container: settings.SWIFT_CONTAINER ?? '',
    ...(settings.SWIFT_TEMP_URL_KEY !== undefined && { tempUrlKey: settings.SWIFT_TEMP_URL_KEY }),
    ...(settings.SWIFT_TEMP_URL_KEY_CACHE !== undefined && {
      tempUrlKeyCache: settings.SWIFT_TEMP_URL_KEY_CACHE,
    }),
    ...(auth && { auth }),
    ...(settings.SWIFT_STORAGE_URL !== undefined && { storageUrl: settings.SWIFT_STORAGE_URL }),
    ...(settings.SWIFT_TEMP_URL_DIGEST !== undefined && {
      tempUrlDigest: settings.SWIFT_TEMP_URL_DIGEST,
    }),
  };
}

function credentials(settings: Settings): SwiftCredentials | undefined {
  const { ST_AUTH: url, ST_USER: user, ST_KEY: key, OS_AUTH_URL: authUrl } = settings;
  if (url !== undefined && user !== undefined && key !== undefined) return { url, user, key };
  if (authUrl === undefined) return undefined;
  if (isIdentityV2(authUrl)) return identityV2Credentials(authUrl, settings);
  return {
    authUrl,
    ...login(settings),
    ...(settings.OS_REGION_NAME !== undefined && { region: settings.OS_REGION_NAME }),
    ...(settings.OS_INTERFACE !== undefined && { interface: settings.OS_INTERFACE }),
  };
}

function login(settings: Settings): KeystonePassword | KeystoneApplicationCredential {
  const user = {
    name: settings.OS_USERNAME ?? '',
    domain: domain(settings.OS_USER_DOMAIN_ID, settings.OS_USER_DOMAIN_NAME),
  };
  const secret = settings.OS_APPLICATION_CREDENTIAL_SECRET;
  if (secret !== undefined) {
    const { OS_APPLICATION_CREDENTIAL_ID: id, OS_APPLICATION_CREDENTIAL_NAME: name } = settings;
    return {
      applicationCredential: id === undefined ? { name: name ?? '', user, secret } : { id, secret },
    };
  }
  const id = settings.OS_PROJECT_ID ?? settings.OS_TENANT_ID;
  const name = settings.OS_PROJECT_NAME ?? settings.OS_TENANT_NAME;
  const project =
    id === undefined
      ? {
          name: name ?? '',
          domain: domain(settings.OS_PROJECT_DOMAIN_ID, settings.OS_PROJECT_DOMAIN_NAME),
        }
      : { id };
  return { user, password: settings.OS_PASSWORD ?? '', project };
}

/** An id is exact, so it wins; without either it is the one every Keystone has, as for python-openstackclient. */
function domain(id: string | undefined, name: string | undefined): KeystoneDomain {
  if (id !== undefined) return { id };
  return name === undefined ? { id: 'default' } : { name };
}
