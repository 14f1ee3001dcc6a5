/**
 * Which storage the environment means, and that storage.
 *
 * @module
 */
import { isS3, s3Faults, toS3Options } from './config-s3.js';
import { storageFaults, toSwiftOptions } from './config-storage.js';
import type { Environment } from './config-storage.js';
import type { Settings } from './settings.js';
import type { S3Options } from '../storage/s3/options.js';
import type { Storage } from '../storage/storage.js';
import type { SwiftOptions } from '../storage/swift/options.js';

/** Which storage, and what it is told. */
export type StorageChoice =
  | { readonly kind: 'swift'; readonly options: SwiftOptions }
  | { readonly kind: 's3'; readonly options: S3Options };

/** One sentence for each thing that is wrong. */
export function choiceFaults(env: Environment, settings: Settings): string[] {
  return isS3(env) ? s3Faults(env) : storageFaults(env, settings);
}

/** For settings without faults. */
export function toStorageChoice(settings: Settings): StorageChoice {
  return settings.STORAGE === 's3'
    ? { kind: 's3', options: toS3Options(settings) }
    : { kind: 'swift', options: toSwiftOptions(settings) };
}

/** Nothing is asked of it yet. Only the code of this one is loaded: a signer for Swift starts without S3's XML parser. */
export async function createStorage({ kind, options }: StorageChoice): Promise<Storage> {
  if (kind === 's3') return (await import('../storage/s3/s3.js')).s3(options);
  return (await import('../storage/swift/swift.js')).swift(options);
}
