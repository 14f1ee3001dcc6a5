/**
 * `init` where storage is S3: a bucket for uploads, made or brought into shape. Safe to repeat; rules of others stay.
 *
 * @module
 */
import type { S3Bucket } from '../storage/s3/bucket.js';
import { planS3, setUpS3 } from '../storage/s3/setup.js';
import type { S3Setup, S3Wishes } from '../storage/s3/setup.js';
import type { Outcome, World } from './command.js';
import { openBucket } from './open-bucket.js';

/**
 * Exit code 2 if storage refused something; the rest is done.
 *
 * @throws SignerError if a setting is missing or storage refuses to show the bucket.
 */
export async function initS3({ env, now, signal }: World, dryRun: boolean): Promise<Outcome> {
  const { bucket, wishes } = openBucket(env, now);
  const { todo, done, failed, cannot } = dryRun
    ? await dryRunOf(bucket, wishes, signal)
    : { todo: [], ...(await setUpS3(bucket, wishes, signal)) };
  const isIdle = [todo, done, failed].every((list) => list.length === 0);
  const lines = [
    ...(isIdle ? ['There is nothing to do.'] : []),
    ...(todo.length > 0 ? ['It would:', ...todo] : []),
    ...done,
    ...failed,
    ...cannot,
    ...(wishes.origins.length > 0 ? [] : [NO_ORIGINS]),
  ];
  return {
    exitCode: failed.length > 0 ? 2 : 0,
    text: lines.map((line) => `# ${line}\n`).join(''),
    data: { done, todo, failed, cannot },
  };
}

async function dryRunOf(
  bucket: S3Bucket,
  wishes: S3Wishes,
  signal: AbortSignal,
): Promise<S3Setup & { readonly todo: readonly string[] }> {
  const { steps, cannot } = await planS3(bucket, wishes, signal);
  return { todo: steps.map(({ say }) => say), done: [], failed: [], cannot };
}

const NO_ORIGINS =
  'ALLOWED_ORIGINS is not set: no page can upload until it is, and init was run again.';
