/**
 * What {@link s3} is told, and what can be wrong with it before anything is asked of storage.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { PROOFS } from './proof.js';
import type { Integrity } from '../storage.js';
import type { Fetch } from '../storage-http.js';

/** A pair of keys, for good or for a while. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials (AWS STS). */
  readonly sessionToken?: string;
}

/** Where the bucket is, and with what right. */
export interface S3Options {
  readonly bucket: string;
  /** As storage calls it: `eu-central-1`; `auto` at Cloudflare R2; `us-east-1` where it means nothing. */
  readonly region: string;
  /**
   * `https://s3.example`, perhaps with a path, without the bucket; browsers must be able to reach it. Default: that of AWS in the
   * region.
   */
  readonly endpoint?: string;
  /** The keys, or what is asked for them before every use: it may renew and keep them (roles on EC2, EKS, …). */
  readonly credentials: S3Credentials | (() => Promise<S3Credentials>);
  /**
   * `https://endpoint/bucket/key` instead of `https://bucket.endpoint/key`. Default: where the other cannot work, because
   * the endpoint is an IP address, a name without dots or below a path, or TLS certificates do not cover a bucket's name with dots.
   */
  readonly forcePathStyle?: boolean;
  /** Bytes per part as long as the count allows, 5 MiB to 5 GiB. Default: 16 MiB. */
  readonly partSize?: number;
  /** Most parts of one object, 1 to 10 000, which is the default; Swift's S3 API allows 1000 as a rule. */
  readonly maxParts?: number;
  /**
   * What proves the bytes: an `ETag` that is their MD5, or the CRC-64/NVME that storage computes. Default: as the bucket
   * encrypts, which it is asked for before the first upload (`s3:GetEncryptionConfiguration`).
   */
  readonly integrity?: Integrity;
  /** Default: one of the package's own, which keeps connections also after HEAD. */
  readonly fetch?: Fetch;
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

/** Every part but the last has at least this much (Amazon S3 User Guide, "multipart upload limits"). */
export const MIN_S3_PART = 5 * 1024 ** 2;
/** And at most this much. A copy in one request has the same limit. */
export const MAX_S3_PART = 5 * 1024 ** 3;
/** Part numbers end here. */
export const MAX_S3_PARTS = 10_000;

/**
 * Whether a bucket can have this name. AWS allows 3 to 63 of lower-case letters, digits, dots and hyphens; others, upper
 * case and underscores as well.
 */
export function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]{1,253}[A-Za-z0-9]$/.test(name) && !name.includes('..');
}

/** @throws SignerError `invalid-option` that names the option and the mend. */
export function assertS3Options(options: S3Options): void {
  const { bucket, region, endpoint, credentials, partSize, maxParts, integrity } = options;
  if (!isBucketName(bucket)) {
    throw refused(`${JSON.stringify(bucket)} cannot be the name of a bucket`);
  }
  if (!/^[\w-]+$/.test(region)) {
    throw refused('region must be set, to us-east-1 if storage knows none');
  }
  if (endpoint !== undefined && !isEndpoint(endpoint)) {
    throw refused('endpoint must be a URL without bucket, like https://s3.example');
  }
  // Requests would be for objects of that name in the bucket, and nobody would notice at first.
  if (endpoint !== undefined && new URL(endpoint).pathname.split('/').includes(bucket)) {
    throw refused(`endpoint has the bucket in its path: leave ${JSON.stringify(bucket)} out of it`);
  }
  if (
    typeof credentials === 'object' &&
    !(credentials.accessKeyId && credentials.secretAccessKey)
  ) {
    throw refused('credentials need accessKeyId and secretAccessKey');
  }
  if (partSize !== undefined && !isWhole(partSize, MIN_S3_PART, MAX_S3_PART)) {
    throw refused(
      `partSize is ${partSize}; it must be a whole number of bytes from ${MIN_S3_PART} (5 MiB) to ${MAX_S3_PART} (5 GiB)`,
    );
  }
  if (integrity !== undefined && !Object.hasOwn(PROOFS, integrity)) {
    throw refused(`integrity is ${JSON.stringify(integrity)}; it must be md5-etag or crc64nvme`);
  }
  if (maxParts !== undefined && !isWhole(maxParts, 1, MAX_S3_PARTS)) {
    throw refused(`maxParts is ${maxParts}; it must be a whole number from 1 to ${MAX_S3_PARTS}`);
  }
}

/** Scheme and host, perhaps a path, nothing behind. */
export function isEndpoint(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname, search, hash, username } = new URL(value);
  const isPlain = !search && !hash && !username && !pathname.includes('//');
  return /^https?:$/.test(protocol) && isPlain;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function refused(why: string): SignerError {
  return new SignerError('invalid-option', `s3(): ${why}.`);
}
