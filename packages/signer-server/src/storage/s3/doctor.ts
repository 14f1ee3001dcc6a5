/**
 * What is looked at besides the start-up check, by someone who has time: it stores an object as a page does and deletes it
 * again, begins a multipart upload and aborts it, and reads the bucket's settings.
 *
 * @module
 */
import { examineCertificate } from '../certificate.js';
import type { Finding } from '../finding.js';
import type { S3Bucket } from './bucket.js';
import { integrityChoice } from './encryption.js';
import { PROOFS } from './proof.js';
import { isS3Success } from './refusal.js';
import { examineParts, examineRoundTrip } from './round-trip.js';
import { planS3 } from './setup.js';
import type { S3Wishes } from './setup.js';

/** What is examined. */
export interface S3DoctorContext {
  readonly bucket: S3Bucket;
  readonly wishes: S3Wishes;
}

/** Looks at one thing. */
type Examination = (context: S3DoctorContext, signal: AbortSignal) => Promise<readonly Finding[]>;

/** A page on https cannot send to http, and everybody on the way reads along. */
const examineTransport: Examination = ({ bucket }) => {
  const { protocol, hostname } = new URL(bucket.url());
  const name = 'transport';
  if (protocol === 'https:' || /^(?:localhost|127\.|\[::1\])/.test(hostname)) {
    const message = `Storage at ${hostname} is reached safely.`;
    return Promise.resolve([{ name, status: 'ok', message }]);
  }
  const message = `Storage at ${hostname} is plain http: pages on https cannot send there. Use its https address (S3_ENDPOINT).`;
  return Promise.resolve([{ name, status: 'warn', message }]);
};

/** As it will be verified. */
const examineBytes: Examination = async ({ bucket, wishes }, signal) => {
  const proof = PROOFS[await integrityChoice(bucket, wishes.integrity)()];
  return examineRoundTrip(bucket, wishes.origins, proof, signal);
};

const examineBig: Examination = async ({ bucket, wishes }, signal) => {
  const proof = PROOFS[await integrityChoice(bucket, wishes.integrity)()];
  return examineParts(bucket, proof, signal);
};

/** What `init` would do. */
const examineSettings: Examination = async ({ bucket, wishes }, signal) => {
  // The preflight has told about CORS, whoever answers it.
  const { steps, cannot } = await planS3(bucket, { ...wishes, origins: [] }, signal);
  const open = steps.map(({ say }) => ({
    name: 'settings of the bucket',
    status: 'warn' as const,
    message: `To be done: ${say}`,
    mend: 'setup' as const,
  }));
  const missing = cannot.map((message) => ({
    name: 'settings of the bucket',
    status: 'warn' as const,
    message,
  }));
  const well: Finding = {
    name: 'settings of the bucket',
    status: 'ok',
    message: 'There is nothing that init would do.',
  };
  return open.length + missing.length > 0 ? [...open, ...missing] : [well];
};

/** Old versions of deleted parts are kept, and paid for. */
const examineVersioning: Examination = async ({ bucket }, signal) => {
  const answer = await bucket.send({ method: 'GET', query: { versioning: '' } }, signal);
  if (!isS3Success(answer) || !answer.body.includes('<Status>Enabled')) return [];
  const message =
    'The bucket keeps old versions: parts that were deleted stay until a lifecycle rule ends them (init sets one for parts/).';
  return [{ name: 'versioning', status: 'warn', message }];
};

const EXAMINATIONS: readonly Examination[] = [
  examineTransport,
  async ({ bucket }, signal) => {
    const finding = await examineCertificate(new URL(bucket.url()).origin, bucket.now(), signal);
    return finding ? [finding] : [];
  },
  examineBytes,
  examineBig,
  examineSettings,
  examineVersioning,
];

/** All of it, in order; what cannot be looked at has failed. */
export async function examineS3(
  context: S3DoctorContext,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const examination of EXAMINATIONS) {
    try {
      findings.push(...(await examination(context, signal)));
    } catch (error) {
      signal.throwIfAborted();
      findings.push(fail('access', error instanceof Error ? error.message : String(error)));
    }
  }
  return findings;
}

function fail(name: string, message: string): Finding {
  return { name, status: 'fail', message };
}
