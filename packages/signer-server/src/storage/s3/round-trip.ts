/**
 * Stores something as a page does, and looks whether it could be verified: the one way to know what a service's `ETag`
 * and checksums are worth.
 *
 * @module
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { hash } from '#runtime';
import { randomId } from '../../names/random-id.js';
import { crc64nvme, crcFromBase64 } from './crc64nvme.js';
import type { Finding } from '../finding.js';
import type { S3Bucket } from './bucket.js';
import { allowsOrigin, exposes } from './check-cors.js';
import { abortMultipart, createMultipart, listMultipart } from './multipart.js';
import { deleteS3, headS3 } from './object.js';
import { PROOFS } from './proof.js';
import type { S3Proof, S3Seen } from './proof.js';
import { isS3Success, s3Refusal } from './refusal.js';
import type { PartRequest } from './completion.js';
import type { Integrity } from '../storage.js';
import { sendToStorage } from '../storage-http.js';
import type { StorageAnswer } from '../storage-http.js';

/** The object's bytes, and all that can be said of them. The same each time: they go by names that differ. */
const BODY = 'direct-upload looks whether this can be verified';
const HASHES: Readonly<Record<Integrity, string>> = {
  'md5-etag': hash('md5', BODY, 'hex'),
  crc64nvme: crc64nvme(utf8ToBytes(BODY)),
};

/** PUT by URL, as a page of this origin. */
async function put(
  bucket: S3Bucket,
  { key, query, headers }: PartRequest,
  origin: string | undefined,
  signal: AbortSignal,
): Promise<StorageAnswer> {
  const signed = { ...headers, 'content-length': String(BODY.length) };
  const expires = Math.floor(bucket.now() / 1000) + 60;
  const asked = {
    method: 'PUT' as const,
    ...(key !== undefined && { key }),
    ...(query && { query }),
  };
  const url = await bucket.presign({ ...asked, headers: signed }, expires);
  const from = origin === undefined ? {} : { origin };
  const sent = { method: 'PUT', url, headers: { ...headers, ...from }, body: BODY };
  return sendToStorage(bucket.fetch, sent, signal);
}

/** For each origin; without one, as nobody's page. What comes back must be the hash, and readable. */
export async function examineRoundTrip(
  bucket: S3Bucket,
  origins: readonly string[],
  proof: S3Proof,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const key = `parts/check-${randomId()}`;
  const hidden: string[] = [];
  for (const origin of origins.length > 0 ? origins : [undefined]) {
    const headers = { 'content-type': 'text/plain' };
    const answer = await put(bucket, { key, headers }, origin, signal);
    if (!isS3Success(answer)) {
      return [fail('round trip', s3Refusal(answer, 'store a test object').message)];
    }
    const exposed = answer.headers.get('access-control-expose-headers');
    if (origin && !(allowsOrigin(answer, origin) && exposes(exposed, proof.header))) {
      hidden.push(origin);
    }
  }
  const stored = await headS3(bucket, key, signal, PROOFS.crc64nvme.ask.head);
  await deleteS3(bucket, key, signal);
  return [
    judge(stored, proof),
    ...hidden.map((origin) => ({
      ...fail(
        `cors ${origin}`,
        `Pages of ${origin} cannot read the ${proof.header} of what they upload.`,
      ),
      mend: 'setup' as const,
    })),
  ];
}

function judge(stored: S3Seen | undefined, { integrity, hashName, header }: S3Proof): Finding {
  const seen = {
    'md5-etag': stored?.etag === HASHES['md5-etag'],
    crc64nvme: stored?.crc64nvme === HASHES.crc64nvme,
  };
  if (seen[integrity]) {
    const message = `An object was stored, looked at and deleted; its ${header} is its ${hashName}.`;
    return { name: 'round trip', status: 'ok', message };
  }
  const other = integrity === 'md5-etag' ? 'crc64nvme' : 'md5-etag';
  const mend = seen[other]
    ? `set S3_INTEGRITY=${other}, which it gives`
    : 'nor is there another hash that could be used. Take a bucket that is encrypted with keys of storage’s own (SSE-S3), or a service that computes checksums (CRC-64/NVME)';
  const message = `What this bucket stores does not have its ${hashName} as ${header}, so that nothing could be verified: ${mend}.`;
  return fail('round trip', message);
}

/** Whether big files can be sent, verified part by part, and given up. */
export async function examineParts(
  bucket: S3Bucket,
  { ask, integrity, hashName, header }: S3Proof,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const key = `parts/check-${randomId()}`;
  const uploadId = await createMultipart(bucket, key, ask.multipart, signal);
  const query = { partNumber: '1', uploadId };
  const answer = await put(bucket, { key, query }, undefined, signal);
  const held = await listMultipart(bucket, { key, uploadId }, signal);
  await abortMultipart(bucket, { key, uploadId }, signal);
  const left = await listMultipart(bucket, { key, uploadId }, signal);
  if (!isS3Success(answer)) return [fail('parts', s3Refusal(answer, 'store a part').message)];
  if (!held || left) {
    return [fail('parts', 'A multipart upload was begun and could not be listed or aborted.')];
  }
  if (integrity === 'crc64nvme') {
    const shown = crcFromBase64(answer.headers.get(header));
    if (shown !== HASHES.crc64nvme || held[0]?.crc64nvme !== HASHES.crc64nvme) {
      return [fail('parts', `Storage does not show the ${hashName} (${header}) of a part.`)];
    }
  }
  return [{ name: 'parts', status: 'ok', message: 'Big files can travel in parts.' }];
}

function fail(name: string, message: string): Finding {
  return { name, status: 'fail', message };
}
