/**
 * Storage opened for a command that changes it: with credentials, and with a container.
 *
 * @module
 */
import { hasCredentials, isSet } from '../settings/config-storage.js';
import type { Environment } from '../settings/config-storage.js';
import { SignerError } from '../errors.js';
import { openSwift } from '../storage/swift/access.js';
import type { SwiftAccess } from '../storage/swift/access.js';
import type { SwiftAccount } from '../storage/swift/login/account.js';
import { readStorageSettings } from './storage-settings.js';
import type { StorageSettings } from './storage-settings.js';

/** The account, the container, and what was set besides. */
export interface OpenContainer extends StorageSettings {
  readonly access: SwiftAccess & { readonly account: SwiftAccount };
  readonly container: string;
}

/**
 * For commands that change the container.
 *
 * @throws SignerError `invalid-option` without credentials or a container.
 */
export function openContainer(env: Environment, now: () => number): OpenContainer {
  const storage = readStorageSettings(env);
  const faults: string[] = [];
  if (!hasCredentials(env)) {
    faults.push(
      'Credentials are missing: set OS_AUTH_URL and its companions, or ST_AUTH, ST_USER and ST_KEY.',
    );
  }
  if (!isSet(env, 'SWIFT_CONTAINER')) {
    faults.push('SWIFT_CONTAINER is missing: set it to the container for uploads.');
  }
  const access = openSwift({ ...storage.options, now });
  const { account } = access;
  if (faults.length > 0 || !account) throw new SignerError('invalid-option', faults.join('\n'));
  return { ...storage, access: { ...access, account }, container: storage.options.container };
}
