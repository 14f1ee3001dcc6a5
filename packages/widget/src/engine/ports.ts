/**
 * Everything the engine needs from outside, as small interfaces: the signer, the connection to storage and the hasher.
 * Tests and unusual hosts pass their own; `Uploader` falls back to the real ones.
 *
 * @module
 */
import type {
  CompleteResponse,
  Completion,
  CreateResponse,
  FileDeclaration,
  Integrity,
  PartsResponse,
  SignedRequest,
  StatusResponse,
} from './protocol.js';

/** The five calls of the wire contract. Every method rejects with an `UploadError` or with the signal's reason. */
export interface Signer {
  create(files: readonly FileDeclaration[], signal: AbortSignal): Promise<CreateResponse>;
  parts(token: string, partNumbers: readonly number[], signal: AbortSignal): Promise<PartsResponse>;
  status(token: string, signal: AbortSignal): Promise<StatusResponse>;
  complete(uploads: readonly Completion[], signal: AbortSignal): Promise<CompleteResponse>;
  abort(tokens: readonly string[], signal: AbortSignal): Promise<void>;
}

/** What storage answered to a request that reached it and whose answer the page was allowed to read. */
export interface StorageAnswer {
  readonly status: number;
  /**
   * What storage says of the bytes, `null` if the page may not see it: the `ETag` without quotes and in lower case; of a PUT
   * with {@linkcode PutOptions.integrity} `crc64nvme`, the checksum in 16 hex digits.
   */
  readonly etag: string | null;
  /** `Content-Length` in bytes, `null` if absent (only asked for by {@linkcode Transport.head}). */
  readonly size: number | null;
  /** Of a 200: it is a web page, as no storage answers a PUT (Swift says 201, S3 sends no text). */
  readonly isPage?: boolean;
  /** It leads to another address. Only of {@linkcode Transport.head}; a PUT that is led on breaks. */
  readonly isRedirect?: boolean;
  /** `Retry-After` in milliseconds from now. */
  readonly retryAfter?: number;
  /** `X-Trans-Id` on Swift; the `<RequestId>` of a refusal on S3. */
  readonly transactionId?: string;
  /** `<Code>` of a refusal of an S3 API, which says more than its status. */
  readonly s3Code?: string;
}

/** How a PUT is watched and stopped. */
export interface PutOptions {
  readonly signal: AbortSignal;
  /** Bytes handed to the network so far. Not called at all on a page behind a service worker. */
  readonly onProgress: (sent: number) => void;
  /** Nothing was heard for some seconds, neither progress nor the answer; called again while that lasts. */
  readonly onQuiet?: () => void;
  /** Where the answer says what was stored. Default: `md5-etag`. */
  readonly integrity?: Integrity;
  /** Headers besides those of the signed request, e.g. `etag` once the hash is known. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The connection to storage. A request whose answer is hidden from the page, or that broke, rejects with a
 * {@linkcode TransportError}; why is `diagnose`'s business.
 */
export interface Transport {
  put(request: SignedRequest, body: Blob, options: PutOptions): Promise<StorageAnswer>;
  /** HEAD of a URL, with or without its signature (a PUT signature authorises HEAD on Swift). */
  head(url: string, signal: AbortSignal): Promise<StorageAnswer>;
  /** Whether anything at all answers there, though the page may not read what (`no-cors`). */
  answers(url: string, signal: AbortSignal): Promise<boolean>;
  /** Whether a PUT there is led to another address. `etag`: of what is to be stored; by it storage refuses what this sends, which is nothing. */
  leadsOn?(request: SignedRequest, etag: string, signal: AbortSignal): Promise<boolean>;
}

/** Of a request's body. Any of it goes only after the preflight was allowed (Fetch §4.9). */
export type Sent = 'none' | 'some' | 'all';

/**
 * How a request ended: the connection was `broken`, nothing moved for too long (`stalled`), or the browser stopped all loads of
 * the page (`interrupted`), as it does for `window.stop()` and, in some browsers, for a click on a download.
 */
export type TransportFailure = 'broken' | 'stalled' | 'interrupted';

/** The request ended without a readable answer. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** How much of the body the browser had handed over before it failed; `none` also where it does not tell. */
  readonly sent: Sent;
  readonly reason: TransportFailure;

  constructor(reason: TransportFailure, sent: Sent) {
    super(`request ${reason}`);
    this.reason = reason;
    this.sent = sent;
  }
}

/**
 * Computes the hash of a blob's bytes, off the main thread where that is possible. Rejects with `file-unreadable`, or with the
 * `DOMException` of the failed read, if the bytes cannot be read; every other failure counts as `hasher-unavailable`.
 */
export interface Hasher {
  /** 32 lower-case hex digits. */
  md5(blob: Blob, signal: AbortSignal): Promise<string>;
  /** CRC-64/NVME, 16 lower-case hex digits. Asked for where the grant says so. */
  crc64nvme(blob: Blob, signal: AbortSignal): Promise<string>;
  /** Lets go of workers; the hasher starts new ones if it is used again. */
  close(): void;
}
