/**
 * The part of the environment that the commands about storage need. `serve` needs more, but nobody who signs a URL by hand
 * should have to set a port.
 *
 * @module
 */
import { isS3 } from '../settings/config-s3.js';
import { accountFaults, hasCredentials, toSwiftOptions } from '../settings/config-storage.js';
import type { Environment } from '../settings/config-storage.js';
import { SignerError } from '../errors.js';
import { readSettings } from '../settings/read-settings.js';
import { SETTINGS } from '../settings/settings.js';
import type { SettingName, Settings } from '../settings/settings.js';
import type { SwiftOptions } from '../storage/swift/options.js';

/** Variables about storage, and those that say for whom and for how long things are kept in it. */
export const STORAGE_NAMES = (Object.keys(SETTINGS) as readonly SettingName[]).filter((name) =>
  /^(?:STORAGE|S3_\w+|AWS_\w+|ST_\w+|OS_\w+|SWIFT_\w+|ALLOWED_ORIGINS|URL_TTL|DOWNLOAD_TTL|UPLOAD_TTL|POLICIES)$/.test(
    name,
  ),
);

/** Without those of S3, which may be at home in the shell for something else. */
const SWIFT_NAMES = STORAGE_NAMES.filter((name) => !/^(?:S3|AWS)_/.test(name));

/** Storage as the environment says it. */
export interface StorageSettings {
  readonly settings: Settings;
  readonly options: SwiftOptions;
}

/** @throws SignerError `invalid-option` whose message has one line per fault. */
export function readStorageSettings(env: Environment): StorageSettings {
  if (isS3(env)) {
    throw new SignerError(
      'invalid-option',
      'STORAGE is s3, and this command is about OpenStack Swift: what it does, the tools of the S3 service do.',
    );
  }
  const { settings, faults } = readSettings(env, SWIFT_NAMES);
  // Nothing set at all is fine: a URL can be signed for a path, wherever it is.
  const all = [...faults, ...(hasCredentials(env) ? accountFaults(env) : [])];
  if (all.length > 0) throw new SignerError('invalid-option', all.join('\n'));
  return { settings, options: toSwiftOptions(settings) };
}
