/**
 * The two ways in which uploaded bytes become the final object on S3. Which one an upload goes is decided when it begins
 * and travels in its token; each way is a function that returns a plain {@link S3Completion}.
 *
 * @module
 */
import { attachment } from '../../names/file-name.js';
import type { PartRecord } from '../../wire/schema.js';
import type { S3Bucket, S3Request } from './bucket.js';
import { headS3 } from './object.js';
import type { S3Object } from './object.js';
import type { S3Proof } from './proof.js';
import { assertSameUpload } from '../same-upload.js';
import { typeToStore } from '../storage.js';
import type { Finalized, Inspection, StoredObject, Upload } from '../storage.js';

/** What a part's URL writes; the length is signed besides. */
export type PartRequest = Pick<S3Request, 'key' | 'query' | 'headers'>;

/** One way. Every method can be repeated. */
export interface S3Completion {
  partRequest(upload: Upload, partNumber: number): PartRequest;
  /** Before parts are signed again. @throws SignerError `already-completed` if it would be of no use. */
  assertUnfinished(upload: Upload, signal: AbortSignal): Promise<void>;
  /** What storage holds, by part number ascending. */
  parts(upload: Upload, signal: AbortSignal): Promise<readonly PartRecord[]>;
  /** @param parts - all of them, in order, with the sizes of the plan. */
  complete(
    upload: Upload,
    parts: readonly PartRecord[],
    signal: AbortSignal,
    inspection?: Inspection,
  ): Promise<StoredObject>;
  /** Deletes what is unfinished. */
  abort(upload: Upload, signal: AbortSignal): Promise<void>;
}

/** What the final object has; the uploader has no say in it. */
export function finalHeaders(upload: Upload): Readonly<Record<string, string>> {
  return {
    'content-type': typeToStore(upload),
    'content-disposition': attachment(upload.name),
  };
}

/** Where a way goes, and how it knows what it did. */
export interface S3Place {
  readonly bucket: S3Bucket;
  readonly proof: S3Proof;
}

/** What completion found, for the receipt. */
export function storedObject(
  { bucket, proof }: S3Place,
  upload: Upload,
  object: S3Object & {
    /** Its name. */
    readonly key: string;
  },
  finalized: Finalized,
): StoredObject {
  const { key, size, etag, contentType, modified } = object;
  return {
    container: bucket.name,
    key,
    size,
    etag,
    ...proof.claims(proof.hashOf(object)),
    contentType,
    parts: upload.partCount,
    finalized,
    storedAt: Math.floor(modified),
  };
}

/** HEAD, with the hash that proves the bytes. */
export function lookAt(
  { bucket, proof }: S3Place,
  key: string,
  signal: AbortSignal,
): Promise<S3Object | undefined> {
  return headS3(bucket, key, signal, proof.ask.head);
}

/** @throws SignerError `already-completed` if what is there is of other bytes. */
export function assertSameBytes(
  { proof }: S3Place,
  object: S3Object,
  { etag, size }: Pick<PartRecord, 'etag' | 'size'>,
): void {
  assertSameUpload({ etag: proof.hashOf(object), size: object.size }, { etag, size });
}
