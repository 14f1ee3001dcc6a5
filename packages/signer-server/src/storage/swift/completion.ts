/**
 * The three ways in which uploaded bytes become the final object on Swift. Which one an upload goes is decided when it
 * begins and travels in its token; each way is a function that returns a plain {@link SwiftCompletion}.
 *
 * @module
 */
import type { PartRecord } from '../../wire/schema.js';
import type { Finalized, Inspection, StoredObject, Upload } from '../storage.js';
import type { SwiftObject } from './object.js';

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
  /**
   * @param parts - all of them, in order, with the sizes of the plan.
   * @param inspection - looks when all else allows to finish, and not at what is finished.
   */
  complete(
    upload: Upload,
    parts: readonly PartRecord[],
    signal: AbortSignal,
    inspection: Inspection | undefined,
  ): Promise<StoredObject>;
  /** Deletes what is unfinished. */
  abort(upload: Upload, signal: AbortSignal): Promise<void>;
}

/** What completion found, for the receipt. The ETag of a manifest is not the MD5 of the bytes; any other is. */
export function storedObject(
  { container }: { readonly container: string },
  upload: Upload,
  object: Pick<SwiftObject, 'size' | 'etag' | 'contentType' | 'storedAt'> & {
    /** Its name. */
    readonly key: string;
  },
  finalized: Finalized,
): StoredObject {
  return {
    container,
    key: object.key,
    size: object.size,
    etag: object.etag,
    ...(finalized !== 'manifest' && { md5: object.etag }),
    contentType: object.contentType,
    parts: upload.partCount,
    finalized,
    storedAt: object.storedAt,
  };
}
