/**
 * How what S3 stored is known to be what the browser read. By the ETag, where that is an MD5; by the CRC-64/NVME that
 * storage computes itself, where encryption makes the ETag something else (SSE-KMS, DSSE-KMS). See `docs/decisions/0016`.
 *
 * @module
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { hash } from '#runtime';
import { SignerError } from '../../errors.js';
import type { PartRecord } from '../../wire/schema.js';
import { combineCrc64nvme, crcToBase64 } from './crc64nvme.js';
import type { Integrity, StoredObject } from '../storage.js';

type Headers = Readonly<Record<string, string>>;

/** What storage says of an object, or of a part. */
export interface S3Seen {
  /** Lower case, without quotes. */
  readonly etag: string;
  /** Of all bytes, in hex, where storage shows it. */
  readonly crc64nvme?: string;
}

/** One way of knowing. A hash is what a {@link PartRecord} has in `etag`. */
export interface S3Proof {
  readonly integrity: Integrity;
  /** What the hash is called. */
  readonly hashName: string;
  /** The response header that a page has to read. */
  readonly header: string;
  /** What requests say besides, so that storage computes and shows the hash. */
  readonly ask: { readonly head: Headers; readonly copy: Headers; readonly multipart: Headers };
  /** @throws SignerError `storage-refused` where storage does not say. */
  hashOf(seen: S3Seen): string;
  /** What {@link hashOf} has to be for an object that was put together of these parts. */
  hashOfWhole(parts: readonly PartRecord[]): string;
  /** What a completion says besides, so that storage itself refuses other bytes. */
  completion(parts: readonly PartRecord[]): Headers;
  /** What is proven of the bytes. */
  claims(hash: string): Pick<StoredObject, 'md5' | 'crc64nvme'>;
}

/** One proof for each kind of integrity. */
export const PROOFS: Readonly<Record<Integrity, S3Proof>> = {
  'md5-etag': {
    integrity: 'md5-etag',
    hashName: 'MD5',
    header: 'ETag',
    ask: { head: {}, copy: {}, multipart: {} },
    hashOf: ({ etag }) => etag,
    hashOfWhole: multipartEtag,
    completion: () => ({}),
    // The ETag of a multipart object has a number, and is not the MD5 of the bytes.
    claims: (hash) => (/^[0-9a-f]{32}$/.test(hash) ? { md5: hash } : {}),
  },
  crc64nvme: {
    integrity: 'crc64nvme',
    hashName: 'CRC-64/NVME',
    header: 'x-amz-checksum-crc64nvme',
    ask: {
      head: { 'x-amz-checksum-mode': 'ENABLED' },
      copy: { 'x-amz-checksum-algorithm': 'CRC64NVME' },
      multipart: {
        'x-amz-checksum-algorithm': 'CRC64NVME',
        'x-amz-checksum-type': 'FULL_OBJECT',
      },
    },
    hashOf: ({ crc64nvme }) => {
      if (crc64nvme !== undefined) return crc64nvme;
      throw new SignerError('storage-refused', NO_CHECKSUM);
    },
    hashOfWhole: crcOfWhole,
    completion: (parts) => ({
      'x-amz-checksum-crc64nvme': crcToBase64(crcOfWhole(parts)),
      'x-amz-checksum-type': 'FULL_OBJECT',
    }),
    claims: (hash) => ({ crc64nvme: hash }),
  },
};

const NO_CHECKSUM =
  'Storage does not show the x-amz-checksum-crc64nvme of what it stored, so that it cannot be verified: set S3_INTEGRITY=md5-etag if its ETags are MD5s, and choose another bucket if not.';

/** The ETag of a multipart object: the MD5 of the parts' binary MD5s in a row, and their number. Of others there is none. */
export function multipartEtag(parts: readonly PartRecord[]): string {
  if (parts.some(({ etag }) => !/^[0-9a-f]{32}$/.test(etag))) return '';
  const binary = hexToBytes(parts.map(({ etag }) => etag).join(''));
  return `${hash('md5', binary, 'hex')}-${parts.length}`;
}

/** Reported hashes may be MD5s, as all are that is said in a request: those equal no checksum, and make none. */
function crcOfWhole(parts: readonly PartRecord[]): string {
  if (parts.some(({ etag }) => etag.length !== 16)) return '';
  return combineCrc64nvme(parts.map(({ etag: crc, size }) => ({ crc, size })));
}
