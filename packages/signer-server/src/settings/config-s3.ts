/**
 * The environment's part about S3: whether it is complete, and what `s3()` is told of it.
 *
 * @module
 */
import { isSet } from './config-storage.js';
import type { Environment } from './config-storage.js';
import type { Settings } from './settings.js';
import type { S3Options } from '../storage/s3/options.js';

/** Is S3 meant? Its other names are at home in many shells, and say nothing about that. */
export function isS3(env: Environment): boolean {
  return env['STORAGE']?.trim() === 's3';
}

/** What has to be set, and to what. */
const REQUIRED = {
  S3_BUCKET: 'set it to the bucket for uploads',
  AWS_ACCESS_KEY_ID: 'the signer needs a key of its own for the bucket',
  AWS_SECRET_ACCESS_KEY: 'it belongs to AWS_ACCESS_KEY_ID',
  AWS_REGION:
    'set it to the region of the bucket; us-east-1 where storage knows none, auto at Cloudflare R2',
} as const;

/** One sentence for each that is missing. */
export function s3Faults(env: Environment): string[] {
  return Object.entries(REQUIRED)
    .filter(([name]) => !isSet(env, name))
    .map(([name, mend]) => `${name} is missing: ${mend}.`);
}

/** For settings without faults. */
export function toS3Options(settings: Settings): S3Options {
  const { AWS_SESSION_TOKEN: token, S3_ENDPOINT: endpoint } = settings;
  const { S3_FORCE_PATH_STYLE: forcePathStyle, S3_MAX_PARTS: maxParts } = settings;
  const { S3_INTEGRITY: integrity } = settings;
  return {
    bucket: settings.S3_BUCKET ?? '',
    region: settings.AWS_REGION ?? '',
    credentials: {
      accessKeyId: settings.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: settings.AWS_SECRET_ACCESS_KEY ?? '',
      ...(token !== undefined && { sessionToken: token }),
    },
    ...(endpoint !== undefined && { endpoint }),
    ...(forcePathStyle !== undefined && { forcePathStyle }),
    ...(maxParts !== undefined && { maxParts }),
    ...(integrity !== undefined && { integrity }),
  };
}
