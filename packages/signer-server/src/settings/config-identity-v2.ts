/**
 * The environment's part about the Identity API v2.0: Rackspace's, by API key or password, and clusters that never left it.
 *
 * @module
 */
import type { Settings } from './settings.js';
import type { KeystoneV2Credentials } from '../storage/swift/login/keystone-v2.js';

/** Is v2.0 meant? Its address says so, as for python-swiftclient. */
export function isIdentityV2(authUrl: string | undefined): boolean {
  return /\/v2(?:\.0)?\/*$/.test(authUrl?.trim() ?? '');
}

/** One sentence for each thing that is wrong. */
export function identityV2Faults(env: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: string): boolean => (env[name] ?? '').trim() !== '';
  const faults: string[] = [];
  if (!has('OS_USERNAME')) faults.push('OS_USERNAME is missing; OS_AUTH_URL needs it.');
  const application = Object.keys(env).find(
    (name) => name.startsWith('OS_APPLICATION_CREDENTIAL_') && has(name),
  );
  if (application !== undefined) {
    faults.push(
      `${application} is set, but the Identity API v2.0 knows no such credentials: unset it.`,
    );
  }
  const secrets = ['OS_API_KEY', 'OS_PASSWORD'].filter(has);
  if (secrets.length === 0) {
    faults.push('OS_API_KEY (or OS_PASSWORD) is missing; OS_AUTH_URL needs it.');
  }
  if (secrets.length > 1) {
    faults.push('OS_API_KEY and OS_PASSWORD are both set: unset the one you do not use.');
  }
  return faults;
}

/** For settings without faults. A tenant was later called a project; Rackspace needs none. */
export function identityV2Credentials(authUrl: string, settings: Settings): KeystoneV2Credentials {
  const { OS_USERNAME: username = '', OS_API_KEY: apiKey, OS_PASSWORD: password = '' } = settings;
  const id = settings.OS_TENANT_ID ?? settings.OS_PROJECT_ID;
  const name = settings.OS_TENANT_NAME ?? settings.OS_PROJECT_NAME;
  const tenant = id === undefined ? name !== undefined && { name } : { id };
  return {
    authUrl,
    username,
    ...(apiKey === undefined ? { password } : { apiKey }),
    ...(tenant && { tenant }),
    ...(settings.OS_REGION_NAME !== undefined && { region: settings.OS_REGION_NAME }),
    ...(settings.OS_INTERFACE !== undefined && { interface: settings.OS_INTERFACE }),
  };
}
