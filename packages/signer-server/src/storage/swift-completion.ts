/**
 * The three ways in which uploaded bytes become the final object on Swift. Which one an upload goes is decided when it
 * begins and travels in its token; each way is a function that returns a plain {@link SwiftCompletion}.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import type { PartRecord } from '../schema.js';
import type { Finalized, StoredObject, Upload } from './storage.js';
import type { SwiftObject } from './swift-object.js';

/** What the token remembers of the way. */
export type SwiftHandle =
  /** One part, copied to its final name: needs credentials. */
  | 'copy'
  /** More parts under a manifest: needs credentials, and SLO. */
  | 'manifest'
  /** One PUT at the final name, by a signer with nothing but a TempURL key; with POST an expiry can be taken back. */
  | 'in-place'
  | 'in-place+post';

/** One way. Every method can be repeated. */
export interface SwiftCompletion {
  /** The object that a part's URL writes. */
  partName(upload: Upload, partNumber: number): string;
  /** Before parts are signed again. @throws SignerError `already-completed` if a URL would endanger a finished object. */
  assertUnfinished(upload: Upload, signal: AbortSignal): Promise<void>;
  /** What storage holds, by part number ascending. */
  parts(upload: Upload, signal: AbortSignal): Promise<readonly PartRecord[]>;
  /** @param parts - all of them, in order, with the sizes of the plan. */
  complete(
    upload: Upload,
    parts: readonly PartRecord[],
    signal: AbortSignal,
  ): Promise<StoredObject>;
  /** Deletes what is unfinished. */
  abort(upload: Upload, signal: AbortSignal): Promise<void>;
}

/** A final name is never written twice: the same bytes are the same upload, others come too late. */
export function assertSameUpload(
  existing: { readonly etag: string; readonly size: number },
  wanted: { readonly etag: string; readonly size: number },
): void {
  if (existing.etag === wanted.etag && existing.size === wanted.size) return;
  throw new SignerError(
    'already-completed',
    'This upload was completed before, with other bytes; those are kept. Start it again with a new grant.',
  );
}

/** What completion found, for the receipt. The ETag of a manifest is not the MD5 of the bytes; any other is. */
export function storedObject(
  { container }: { readonly container: string },
  upload: Upload,
  object: SwiftObject,
  finalized: Finalized,
): StoredObject {
  return {
    container,
    key: upload.key,
    size: object.size,
    etag: object.etag,
    ...(finalized !== 'manifest' && { md5: object.etag }),
    contentType: object.contentType,
    parts: upload.partCount,
    finalized,
    storedAt: Math.floor(object.timestamp),
  };
}
