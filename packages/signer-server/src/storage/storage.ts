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
import type { Vouch } from '../names/vouch.js';
import type { Grant, PartRecord, SignedRequest } from '../wire/schema.js';

/** Which hash proves what is stored, and who computes it: see the wire contract. */
export type Integrity = Grant['integrity'];

/** One upload as the token carries it. */
export interface Upload {
  /** Random, 122 bits. */
  readonly id: string;
  /** Who began it, from `authorize`. */
  readonly subject: string;
  /** Name of the final object with `{random}` in it, see `names/final-name.ts`; never the file's name. */
  readonly keyPattern: string;
  readonly size: number;
  /** What the file is. Allowed by the policy, not merely declared. */
  readonly contentType: string;
  /** Media type the final object gets, where that is another, see {@link typeToStore}. */
  readonly storedType?: string;
  /** The file's name, cleaned. For people and for `Content-Disposition` only. */
  readonly name: string;
  /** Bytes in every part but the last. */
  readonly partSize: number;
  readonly partCount: number;
  readonly issuedAt: number;
  /** Until when the token is accepted. */
  readonly expiresAt: number;
  /** Name of the policy it was begun under; none for the endpoint's own. */
  readonly policy?: string;
  /** Its first bytes have to agree with its type, whatever policy and caller say by then. */
  readonly sniff?: true;
  /** What the back end wants to remember from {@link Storage.begin}; `''` before. */
  readonly handle: string;
  /** Makes what only this signer can make of this upload: names and marks. Not in the token. */
  readonly vouch: Vouch;
}

/** The media type that storage is given. */
export function typeToStore({ contentType, storedType }: Upload): string {
  return storedType ?? contentType;
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
  /** Put together by storage under a name that no URL ever covered, of parts whose URLs ended with that. */
  | 'multipart'
  /** Uploaded to its final name: whoever holds an unexpired URL could still replace it. */
  | 'in-place';

/** The stored object as the signer saw it with its own eyes, after the last step of completion. */
export interface StoredObject {
  readonly container: string;
  readonly key: string;
  readonly size: number;
  /**
   * Lower case, without quotes. Of more than one part: Swift's MD5 of the parts' hex MD5s, put together, or S3's of their
   * binary MD5s with `-` and their number. Where {@link crc64nvme} is there, it says nothing of the bytes.
   */
  readonly etag: string;
  /** Hex MD5 of the bytes, where storage's answer proves it. */
  readonly md5?: string;
  /** Hex CRC-64/NVME of the bytes, where that is what storage proves. */
  readonly crc64nvme?: string;
  readonly contentType: string;
  /** Number of parts it was made of. */
  readonly parts: number;
  readonly finalized: Finalized;
  /** When storage says it was written. The same at every repetition, so that a repeated receipt is equal. */
  readonly storedAt: number;
}

/**
 * Looks at the bytes of an upload before there is a receipt. Where a back end can keep the uploader from it, what it reads
 * are the very bytes that become the final object, not others of the same hash: see
 * `docs/decisions/0037-inspect-what-is-kept.md`.
 */
export interface Inspection {
  /** How many bytes it may read, from the first on. */
  readonly extent: number;
  /** What it throws refuses the upload, whose parts are then deleted. */
  look(object: InspectedObject): Promise<void>;
}

/** The object that an upload becomes. */
export interface InspectedObject {
  /** Its final name. */
  readonly key: string;
  readonly read: ReadBytes;
}

/** The bytes from `start` to before `end`; fewer where the upload has no more. They are those of the reported hashes. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

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
  /** Show it instead of saving it. */
  readonly inline?: boolean;
}

/** What a look at an object finds. */
export interface ObjectState {
  /** Bytes. */
  readonly size: number;
  /** As in {@link StoredObject.etag}. */
  readonly etag: string;
  readonly contentType: string;
}

/** One link of the chain from the signer to the stored object, looked at. */
export interface CheckResult {
  /** What was looked at, e.g. `container`. */
  readonly name: string;
  readonly ok: boolean;
  /** Not ok, because storage was in no state to tell, and no reason not to start. */
  readonly unknown?: true;
  /** One sentence; for a failure it names the thing and the mend. */
  readonly message: string;
}

/** Who says how a browser takes a download: see {@link Storage.presentation}. */
export type Presentation =
  /** The signer: the URL's signature covers it. */
  | 'signed'
  /** Whoever has the URL. */
  | 'open';

/** Object storage. */
export interface Storage {
  /** Kind of storage, as it appears in receipts: `swift`, `s3`. */
  readonly name: string;
  readonly container: string;
  /**
   * Who says whether a browser shows or saves a download. On Swift `inline` and `filename` are no part of a signature, and no
   * `nosniff` goes along: there, types that browsers run are stored as `application/octet-stream`.
   */
  readonly presentation: Presentation;
  /** How storage proves what it stored of an upload that was begun. */
  integrity(upload: Upload): Integrity;
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
   * Makes the final object of the parts and looks at it. Repeating it with the same parts gives the same answer; only
   * what is not yet final is inspected.
   *
   * @throws SignerError `part-missing`, `size-mismatch`, `hash-mismatch`, `already-completed` or `type-not-allowed`.
   */
  complete(
    upload: Upload,
    parts: readonly PartRecord[],
    signal: AbortSignal,
    inspection?: Inspection,
  ): Promise<StoredObject>;
  /** Deletes what an unfinished upload left; no error if there is nothing. A completed upload stays. */
  abort(upload: Upload, signal: AbortSignal): Promise<void>;
  /** Looks at an object as it is now; undefined if there is none of this name. */
  stat(key: string, signal: AbortSignal): Promise<ObjectState | undefined>;
  /** A URL that downloads a finished object. */
  signGet(key: string, options: GetOptions, signal: AbortSignal): Promise<string>;
  /** Looks at every link of the chain: reachability, credentials, signing key, container, CORS for each origin. */
  check(origins: readonly string[], signal: AbortSignal): Promise<readonly CheckResult[]>;
  /**
   * Looks for holes of storage itself, by which a signed URL can do more than it is for. Asked once, when the signer starts,
   * where the links of {@link Storage.check} are good.
   */
  hazards?(signal: AbortSignal): Promise<readonly CheckResult[]>;
}

/** How parts are signed. */
export interface SignOptions {
  /** Until when the PUT may start. */
  readonly expiresAt: number;
  /** They were signed before: storage may have to look whether the upload is already finished. */
  readonly again: boolean;
}
