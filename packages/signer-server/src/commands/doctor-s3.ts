/**
 * `doctor` where storage is S3.
 *
 * @module
 */
import { redact } from '../log/redact.js';
import type { Finding } from '../storage/finding.js';
import { checkS3 } from '../storage/s3/check.js';
import { examineS3 } from '../storage/s3/doctor.js';
import { setUpS3 } from '../storage/s3/setup.js';
import type { World } from './command.js';
import { openBucket } from './open-bucket.js';

/** Ends where a link is broken that all the others hang on. */
export async function examineBucket({ env, now, signal }: World): Promise<readonly Finding[]> {
  const context = openBucket(env, now);
  const { bucket, wishes } = context;
  const links = await checkS3(bucket, wishes, signal);
  const findings = links.map(({ name, ok, message }): Finding => {
    const told = { name, message: redact(message) };
    if (ok) return { ...told, status: 'ok' };
    // A bucket that is not there can be made; to credentials that are wrong it may only look so.
    const mends = name.startsWith('cors ') || /^There is no bucket/.test(message);
    return { ...told, status: 'fail', ...(mends && { mend: 'setup' as const }) };
  });
  const isBroken = links.some(({ name, ok }) => !ok && !name.startsWith('cors '));
  return isBroken ? findings : [...findings, ...(await examineS3(context, signal))];
}

/** Does what `init` does. One sentence for each thing that was done. */
export async function mendBucket(
  { env, now, signal }: World,
  findings: readonly Finding[],
): Promise<readonly string[]> {
  if (!findings.some(({ mend }) => mend === 'setup')) return [];
  const { bucket, wishes } = openBucket(env, now);
  return (await setUpS3(bucket, wishes, signal)).done;
}
