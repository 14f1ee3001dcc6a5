/**
 * An S3 bucket opened for a command that looks after it.
 *
 * @module
 */
import { s3Faults, toS3Options } from '../settings/config-s3.js';
import type { Environment } from '../settings/config-storage.js';
import { SignerError } from '../errors.js';
import { longestUpload } from '../settings/longest-lives.js';
import { readSettings } from '../settings/read-settings.js';
import { SETTINGS } from '../settings/settings.js';
import type { SettingName, Settings } from '../settings/settings.js';
import { openS3 } from '../storage/s3/bucket.js';
import type { S3DoctorContext } from '../storage/s3/doctor.js';
import { assertS3Options } from '../storage/s3/options.js';

const NAMES = (Object.keys(SETTINGS) as readonly SettingName[]).filter((name) =>
  /^(?:STORAGE|AWS_\w+|S3_\w+|ALLOWED_ORIGINS|UPLOAD_TTL|POLICIES)$/.test(name),
);

/** Seconds. */
const DAY = 86_400;

/** The bucket, what it is for, and what was set besides. */
export interface OpenBucket extends S3DoctorContext {
  readonly settings: Settings;
}

/** @throws SignerError `invalid-option` whose message has one line per fault. */
export function openBucket(env: Environment, now: () => number): OpenBucket {
  const { settings, faults } = readSettings(env, NAMES);
  const all = [...faults, ...s3Faults(env)];
  if (all.length > 0) throw new SignerError('invalid-option', all.join('\n'));
  const options = { ...toS3Options(settings), now };
  assertS3Options(options);
  return {
    settings,
    bucket: openS3(options),
    wishes: {
      origins: settings.ALLOWED_ORIGINS ?? [],
      days: Math.ceil(longestUpload(settings) / DAY) + 1,
      integrity: options.integrity,
      location: options.endpoint === undefined ? options.region : undefined,
    },
  };
}
