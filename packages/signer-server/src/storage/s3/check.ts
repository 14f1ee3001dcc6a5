/**
 * The start-up check of an S3 bucket: every link from the signer to a stored object, each with one sentence that names
 * the thing and the mend. It stores nothing.
 *
 * @module
 */
import type { S3Bucket } from './bucket.js';
import { checkS3Cors } from './check-cors.js';
import { integrityChoice, integrityOfBucket } from './encryption.js';
import { PROOFS } from './proof.js';
import { regionOf } from './refusal.js';
import type { CheckResult, Integrity } from '../storage.js';
import { sendToStorage } from '../storage-http.js';

/** Seconds that clocks may differ: a URL of two minutes then still lives for one. */
const MOST_SKEW = 60;

/** One link of the chain. */
interface Link {
  readonly name: string;
  readonly check: (
    bucket: S3Bucket,
    signal: AbortSignal,
  ) => Promise<{ readonly ok: boolean; readonly message: string }>;
}

const LINKS: readonly Link[] = [
  { name: 'clock', check: checkClock },
  { name: 'bucket', check: checkBucket },
];

/** What is to be true of the bucket. */
export interface S3Expectations {
  /** Of pages that upload. */
  readonly origins: readonly string[];
  /** What was set; undefined for the bucket's own. */
  readonly integrity: Integrity | undefined;
}

/** Ends early where a broken link makes the next ones meaningless. */
export async function checkS3(
  bucket: S3Bucket,
  { origins, integrity }: S3Expectations,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const choose = integrityChoice(bucket, integrity);
  const results: CheckResult[] = [];
  const cors = origins.map((origin) => ({
    name: `cors ${origin}`,
    check: async () => checkS3Cors(bucket, origin, PROOFS[await choose()], signal),
  }));
  const proof = { name: 'integrity', check: () => checkIntegrity(bucket, integrity, signal) };
  for (const link of [...LINKS, proof, ...cors]) {
    const result = await settle(link, bucket, signal);
    results.push(result);
    if (!result.ok && !link.name.startsWith('cors ')) return results;
  }
  return results;
}

/** A link that cannot even be looked at is a failed one. */
async function settle(link: Link, bucket: S3Bucket, signal: AbortSignal): Promise<CheckResult> {
  try {
    return { name: link.name, ...(await link.check(bucket, signal)) };
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { name: link.name, ok: false, message };
  }
}

/** Unsigned: with a wrong clock whatever is signed is refused, and the keys would be blamed. */
async function checkClock(
  bucket: S3Bucket,
  signal: AbortSignal,
): Promise<{ readonly ok: boolean; readonly message: string }> {
  const url = new URL(bucket.url()).origin;
  const answer = await sendToStorage(bucket.fetch, { method: 'GET', url }, signal);
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  const skew = Math.round(Math.abs(bucket.now() - theirs) / 1000);
  if (skew > MOST_SKEW) {
    const message = `The clocks of this machine and of storage differ by ${skew} s, so URLs expire too early or too late: set the clock (NTP).`;
    return { ok: false, message };
  }
  return { ok: true, message: `Storage at ${url} answers, and the clocks agree.` };
}

async function checkBucket(
  bucket: S3Bucket,
  signal: AbortSignal,
): Promise<{ readonly ok: boolean; readonly message: string }> {
  const named = `The bucket ${JSON.stringify(bucket.name)}`;
  const answer = await bucket.send({ method: 'HEAD' }, signal);
  if (answer.status === 200) return { ok: true, message: `${named} is there.` };
  const region = regionOf(answer);
  if (region !== undefined) {
    return { ok: false, message: `${named} is in region ${region}: set AWS_REGION to it.` };
  }
  if (answer.status === 404) {
    const message = `There is no bucket ${JSON.stringify(bucket.name)}: create it (direct-upload-signer init) or correct S3_BUCKET.`;
    return { ok: false, message };
  }
  if (answer.status === 403) {
    const message = `${named} is refused to these credentials (403): compare AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or let them list, read, write and delete there.`;
    return { ok: false, message };
  }
  return { ok: false, message: `${named} was answered with ${answer.status}.` };
}

/** MD5 was asked for by name, and the bucket gives none. The other way round is fine: S3 has a CRC of everything. */
async function checkIntegrity(
  bucket: S3Bucket,
  set: Integrity | undefined,
  signal: AbortSignal,
): Promise<{ readonly ok: boolean; readonly message: string }> {
  const own = await integrityOfBucket(bucket, signal);
  if (own === 'crc64nvme' && set === 'md5-etag') {
    const message =
      'The bucket encrypts with keys of a KMS, so that its ETags are no MD5s and nothing would verify: set S3_INTEGRITY=crc64nvme, or leave it out.';
    return { ok: false, message };
  }
  const { hashName, header } = PROOFS[set ?? own];
  return { ok: true, message: `Uploads are verified by their ${hashName} (${header}).` };
}
