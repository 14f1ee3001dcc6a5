/**
 * What the signer needs from a back end. A back end is a function that returns a plain object with these members; a
 * new one is one file and a line in the configuration. The contract suite (`test/src/contract`) runs against each.
 *
 * Sizes are bytes. Times are Unix seconds unless a name says otherwise. Every method that talks to storage takes an
 * `AbortSignal`, has a time limit of its own, and rejects with a {@link SignerError}: `storage-refused`,
 * `storage-unavailable` or `quota`, besides what is listed at the method.
 *
 * @module
 */
import type { PartRecord, SignedRequest } from '../schema.js';

/** One upload as the token carries it. */
export interface Upload {
  /** Random, 128 bits. */
  readonly id: string;
  /** Who began it, from `authorize`. */
  readonly subject: string;
  /** Name of the final object. Random; never the file's name. */
  readonly key: string;
  readonly size: number;
  /** Media type the final object gets. Allowed by the policy, not merely declared. */
  readonly contentType: string;
  /** The file's name, cleaned. For people and for `Content-Disposition` only. */
  readonly name: string;
  /** Bytes in every part but the last. */
  readonly partSize: number;
  readonly partCount: number;
  readonly issuedAt: number;
  /** Until when the token is accepted. */
  readonly expiresAt: number;
  /** What the back end wants to remember from {@link Storage.begin}; `''` before. */
  readonly handle: string;
}

/** How the final object came to be, see the design record on completion. */
export type Finalized =
  /** Copied by the signer to a name that no URL ever covered: nobody who held a URL can change it. */
  | 'copy'
  /**
   * A manifest that the signer wrote under a name that no URL ever covered: a part that is replaced later makes the
   * object unreadable, it never changes its bytes.
   */
  | 'manifest'
  /** Uploaded to its final name: whoever holds an unexpired URL could still replace it. */
  | 'in-place';

/** The stored object as the signer saw it with its own eyes, after the last step of completion. */
export interface StoredObject {
  readonly container: string;
  readonly key: string;
  readonly size: number;
  /** Lower case, without quotes. Of a manifest: the MD5 of its parts' hex MD5s, put together. */
  readonly etag: string;
  /** Hex MD5 of the bytes, where storage's answer proves it. */
  readonly md5?: string;
  readonly contentType: string;
  /** Number of parts it was made of. */
  readonly parts: number;
  readonly finalized: Finalized;
  /** When storage says it was written. The same at every repetition, so that a repeated receipt is equal. */
  readonly storedAt: number;
}

/** What the back end can take. */
export interface StorageLimits {
  /** Most bytes in one object. */
  readonly maxSize: number;
  /** Most bytes in one PUT. */
  readonly maxPartSize: number;
  /** Most parts in one object; 1 if the back end does not put parts together. */
  readonly maxParts: number;
  /** Bytes per part as long as that many parts suffice; at most {@link maxPartSize}. */
  readonly partSize: number;
}

/** How a download URL presents the object. */
export interface GetOptions {
  /** Until when the download may start. */
  readonly expiresAt: number;
  /** Name under which a browser saves it; default: as stored. */
  readonly filename?: string;
}

/** One link of the chain from the signer to the stored object, looked at. */
export interface CheckResult {
  /** What was looked at, e.g. `container`. */
  readonly name: string;
  readonly ok: boolean;
  /** One sentence; for a failure it names the thing and the mend. */
  readonly message: string;
}

/** Object storage. */
export interface Storage {
  /** Kind of storage, as it appears in receipts: `swift`. */
  readonly name: string;
  readonly container: string;
  /** How storage proves what it stored. */
  readonly integrity: 'md5-etag';
  limits(signal: AbortSignal): Promise<StorageLimits>;
  /** Prepares an upload; what it returns comes back as {@link Upload.handle}. */
  begin(upload: Upload, signal: AbortSignal): Promise<string>;
  /**
   * Signs the PUT of some parts. `again` is set when they were signed before.
   *
   * @throws SignerError `already-completed` where a new URL would endanger a finished object.
   */
  sign(
    upload: Upload,
    partNumbers: readonly number[],
    options: SignOptions,
    signal: AbortSignal,
  ): Promise<readonly SignedRequest[]>;
  /** What storage holds of an upload, by part number ascending; of a completed one, all of it. */
  parts(upload: Upload, signal: AbortSignal): Promise<readonly PartRecord[]>;
  /**
   * Makes the final object of the parts and looks at it. Repeating it with the same parts gives the same answer.
   *
   * @throws SignerError `part-missing`, `size-mismatch`, `hash-mismatch`, `already-completed` or `type-not-allowed`.
   */
  complete(
    upload: Upload,
    parts: readonly PartRecord[],
    signal: AbortSignal,
  ): Promise<StoredObject>;
  /** Deletes what an unfinished upload left; no error if there is nothing. A completed upload stays. */
  abort(upload: Upload, signal: AbortSignal): Promise<void>;
  /** A URL that downloads a finished object. */
  signGet(key: string, options: GetOptions, signal: AbortSignal): Promise<string>;
  /** Looks at every link of the chain: reachability, credentials, signing key, container, CORS for each origin. */
  check(origins: readonly string[], signal: AbortSignal): Promise<readonly CheckResult[]>;
}

/** How parts are signed. */
export interface SignOptions {
  /** Until when the PUT may start. */
  readonly expiresAt: number;
  /** They were signed before: storage may have to look whether the upload is already finished. */
  readonly again: boolean;
}
