/**
 * What a bucket for uploads has to be like, and the way there from whatever it is like now: it exists, nobody reads it
 * without asking, what is unfinished goes away, and pages may send to it. A plan first, as data, so that it can be shown
 * instead of carried out; carried out twice, the second time nothing is left to do.
 *
 * @module
 */
import { hash } from '#runtime';
import type { S3Bucket, S3Request } from './bucket.js';
import { integrityOfBucket } from './encryption.js';
import { PROOFS } from './proof.js';
import { isS3Success, s3ErrorCode, s3Refusal } from './refusal.js';
import { corsFor, lifecycleFor, othersTooSoon } from './rules.js';
import { element, s3Document } from './xml.js';
import type { Integrity } from '../storage.js';
import type { StorageAnswer } from '../storage-http.js';

/** What the bucket is for. */
export interface S3Wishes {
  readonly origins: readonly string[];
  /** Days after which nothing unfinished is still wanted. */
  readonly days: number;
  /** What proves the bytes; undefined for the bucket's own. */
  readonly integrity: Integrity | undefined;
  /** Where AWS is to make it; undefined where the endpoint says so. */
  readonly location: string | undefined;
}

/** One thing to do. */
export interface S3Step {
  readonly say: string;
  /** Tried one after the other until one succeeds. */
  readonly attempts: readonly S3Request[];
}

/** The way to a bucket that is set up. */
export interface S3Plan {
  /** If not, making it is the first step. */
  readonly exists: boolean;
  readonly steps: readonly S3Step[];
  /** What is not as it should be and cannot be set from here, one sentence each. */
  readonly cannot: readonly string[];
}

/** A document of the bucket. */
type Found = { readonly kind: 'set'; readonly body: string } | { readonly kind: 'unsupported' };

/** Documents by the name of their query. */
const ROOTS = {
  cors: 'CORSConfiguration',
  lifecycle: 'LifecycleConfiguration',
  publicAccessBlock: 'PublicAccessBlockConfiguration',
} as const;
type Document = keyof typeof ROOTS;

/** Looks at the bucket, and asks for nothing that is there already. */
export async function planS3(
  bucket: S3Bucket,
  wishes: S3Wishes,
  signal: AbortSignal,
): Promise<S3Plan> {
  const steps: S3Step[] = [];
  const cannot: string[] = [];
  const name = JSON.stringify(bucket.name);
  const answer = await bucket.send({ method: 'HEAD' }, signal);
  if (answer.status !== 404 && answer.status !== 200) throw s3Refusal(answer, `show ${name}`);
  const exists = answer.status === 200;
  if (!exists) steps.push({ say: `Create the bucket ${name}.`, attempts: [creation(wishes)] });
  const look = (document: Document): Promise<Found> =>
    exists
      ? readDocument(bucket, document, signal)
      : Promise.resolve({ kind: 'set', body: '' } as const);

  const access = await look('publicAccessBlock');
  // Whoever has no such thing has buckets that are private until they are opened.
  if (access.kind === 'set' && !isClosed(access.body)) {
    const attempts = [put('publicAccessBlock', CLOSED)];
    steps.push({ say: `Let nobody open ${name} to the public.`, attempts });
  }
  const lifecycle = await look('lifecycle');
  if (lifecycle.kind === 'unsupported') cannot.push(NO_LIFECYCLE);
  else {
    const wanted = lifecycleFor(lifecycle.body, wishes.days);
    const attempts = wanted?.map((document) => put('lifecycle', document));
    const say = `Delete what is unfinished after ${wishes.days} days.`;
    if (attempts) steps.push({ say, attempts });
    const [soonest] = [...othersTooSoon(lifecycle.body, wishes.days)].sort((a, b) => a - b);
    if (soonest !== undefined) cannot.push(tooSoonFor(soonest, wishes.days));
  }
  if (wishes.origins.length === 0) return { exists, steps, cannot };
  const cors = await look('cors');
  if (cors.kind === 'unsupported') return { exists, steps, cannot: [...cannot, NO_CORS] };
  const own = exists ? await integrityOfBucket(bucket, signal) : 'md5-etag';
  const exposed = EXPOSED[wishes.integrity ?? own];
  const wanted = corsFor(cors.body, wishes.origins, exposed);
  const say = `Let pages of ${wishes.origins.join(' and ')} upload to ${name}, and read the ${exposed.join(' and ')} (CORS).`;
  if (wanted !== undefined) steps.push({ say, attempts: [put('cors', wanted)] });
  return { exists, steps, cannot };
}

/** What pages have to read. The ETag in any case: the setting may change. */
const EXPOSED: Readonly<Record<Integrity, readonly string[]>> = {
  'md5-etag': ['ETag'],
  crc64nvme: ['ETag', PROOFS.crc64nvme.header],
};

function tooSoonFor(found: number, days: number): string {
  return `A lifecycle rule of the bucket that init did not make deletes parts after ${found} days, and uploads may go on until day ${days}: change that rule, or let uploads end sooner (UPLOAD_TTL, and uploadTtl in POLICIES).`;
}

const NO_LIFECYCLE =
  'This service has no lifecycle rules: what is under parts/, and multipart uploads that were not completed, are yours to delete.';
const NO_CORS =
  'This service has no CORS rules of a bucket: its operator has to let the pages in, see docs/storage.md.';

/** What came of it, one sentence each. */
export interface S3Setup {
  readonly done: readonly string[];
  readonly failed: readonly string[];
  readonly cannot: readonly string[];
}

/** Does what the plan says. What a service cannot be told shows only once the bucket is there, so it is planned anew then. */
export async function setUpS3(
  bucket: S3Bucket,
  wishes: S3Wishes,
  signal: AbortSignal,
): Promise<S3Setup> {
  const first = await planS3(bucket, wishes, signal);
  if (first.exists) return { ...(await take(bucket, first.steps, signal)), cannot: first.cannot };
  const made = await take(bucket, first.steps.slice(0, 1), signal);
  if (made.failed.length > 0) return { ...made, cannot: first.cannot };
  const { steps, cannot } = await planS3(bucket, wishes, signal);
  const { done, failed } = await take(bucket, steps, signal);
  return { done: [...made.done, ...done], failed, cannot };
}

async function take(
  bucket: S3Bucket,
  steps: readonly S3Step[],
  signal: AbortSignal,
): Promise<Pick<S3Setup, 'done' | 'failed'>> {
  const done: string[] = [];
  const failed: string[] = [];
  for (const { say, attempts } of steps) {
    const refused = await attempt(bucket, attempts, signal);
    const doing = say.charAt(0).toLowerCase() + say.slice(1).replace(/\.$/, '');
    if (refused) failed.push(s3Refusal(refused, doing).message);
    else done.push(say);
  }
  return { done, failed };
}

/** @returns the first refusal, if every attempt was refused. */
async function attempt(
  bucket: S3Bucket,
  attempts: readonly S3Request[],
  signal: AbortSignal,
): Promise<StorageAnswer | undefined> {
  let refused: StorageAnswer | undefined;
  for (const request of attempts) {
    const answer = await bucket.send(request, signal);
    if (isS3Success(answer)) return undefined;
    refused ??= answer;
  }
  return refused;
}

/** What a service does not know it answers in many ways, with the listing of the bucket among them. */
export async function readDocument(
  bucket: S3Bucket,
  document: Document,
  signal: AbortSignal,
): Promise<Found> {
  const answer = await bucket.send({ method: 'GET', query: { [document]: '' } }, signal);
  if (isS3Success(answer) && answer.body.includes(`<${ROOTS[document]}`)) {
    return { kind: 'set', body: answer.body };
  }
  const isNone = /^NoSuch(?!Bucket)/.test(s3ErrorCode(answer) ?? '');
  if (isNone && answer.status === 404) return { kind: 'set', body: '' };
  if (answer.status === 403 || answer.status === 503) {
    throw s3Refusal(answer, `show the bucket's ${document} settings`);
  }
  return { kind: 'unsupported' };
}

const SWITCHES = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
];
const CLOSED = s3Document(
  ROOTS.publicAccessBlock,
  SWITCHES.map((name) => element(name, 'true')),
);

function isClosed(body: string): boolean {
  return SWITCHES.every((name) => body.toLowerCase().includes(`<${name}>true`.toLowerCase()));
}

function creation({ location }: S3Wishes): S3Request {
  // us-east-1 is where nothing is said, and may not be said (Amazon S3 API Reference, CreateBucket).
  if (location === undefined || location === 'us-east-1') return { method: 'PUT' };
  const body = s3Document('CreateBucketConfiguration', [element('LocationConstraint', location)]);
  return { method: 'PUT', headers: { 'content-type': 'application/xml' }, body };
}

/** Rules are taken only with a checksum of theirs. */
function put(document: Document, body: string): S3Request {
  const headers = {
    'content-type': 'application/xml',
    'content-md5': hash('md5', body, 'base64'),
  };
  return { method: 'PUT', query: { [document]: '' }, headers, body };
}
