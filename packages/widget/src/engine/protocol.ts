/**
 * The wire contract between the browser and a signer: types only, no code. A signer in any language that speaks
 * these shapes works with the widget; the reference signer's zod schemas are checked against them at compile time.
 *
 * All bodies are JSON. Sizes are bytes, times are ISO 8601 UTC strings (`2026-11-20T06:52:48.000Z`), part numbers
 * count from 1. An error answer is `application/problem+json` (RFC 9457), see {@link Problem}.
 *
 * @module
 */

/** What the browser says about one file when it asks for a grant. Nothing here is trusted as a storage key. */
export interface FileDeclaration {
  /** The file's name as the person sees it; kept for the receipt, never used to address storage. */
  readonly name: string;
  /** Exact size in bytes, 0 allowed. The stored object must have this size. */
  readonly size: number;
  /** Media type as the browser reports it, `''` when it knows none. */
  readonly type: string;
}

/** Body of `POST {endpoint}`: 1 to 1000 files. */
export interface CreateRequest {
  readonly files: readonly FileDeclaration[];
}

/** Answer to `POST {endpoint}`: one result per file, in the order asked. */
export interface CreateResponse {
  /** The signer's clock, so that the browser can tell an expired URL from a wrong clock of its own. */
  readonly serverTime: string;
  readonly results: readonly CreateResult[];
}

/** One file is granted or refused; the other files of the batch are not touched by it. */
export type CreateResult = { readonly grant: Grant } | { readonly problem: Problem };

/**
 * How storage proves what it stored.
 *
 * - `md5-etag`: the `ETag` of a part's response is the MD5 of its bytes (32 lower-case hex digits, perhaps quoted), and
 *   an `ETag` request header with that MD5 makes storage refuse other bytes with 422 (OpenStack Swift).
 * - `crc64nvme`: the `x-amz-checksum-crc64nvme` of a part's response is the CRC-64/NVME of its bytes (Base64 of 8 bytes, the
 *   highest first), and the `ETag` says nothing about them (Amazon S3 with SSE-KMS).
 *
 * A browser fails an upload of a kind that it does not know.
 */
export type Integrity = 'md5-etag' | 'crc64nvme';

/** The plan for one upload: what to send where, and the token that stands for it. */
export interface Grant {
  /** Opaque to the browser (a JWS only the signer can make); presented in every later call. */
  readonly token: string;
  /** Bytes in every part but the last. */
  readonly partSize: number;
  /** Number of parts, at least 1 (an empty file is one empty part). */
  readonly partCount: number;
  readonly integrity: Integrity;
  /** Until when the token is accepted; far longer than the URLs live. */
  readonly expiresAt: string;
  /** The first parts' requests, so that a small file needs no second call. */
  readonly requests: readonly SignedRequest[];
}

/** One request the browser may send to storage as it stands: nothing may be added to the URL. */
export interface SignedRequest {
  readonly partNumber: number;
  readonly method: 'PUT';
  readonly url: string;
  /** Headers to send with it, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request must start before this; Swift and S3 check expiry when the request begins, not when it ends. */
  readonly expiresAt: string;
}

/** Body of `POST {endpoint}/parts`: sign (again) these parts. */
export interface PartsRequest {
  readonly token: string;
  /** 1 to 1000 part numbers. */
  readonly partNumbers: readonly number[];
}

/** Answer to `POST {endpoint}/parts`, in the order asked. */
export interface PartsResponse {
  readonly serverTime: string;
  readonly requests: readonly SignedRequest[];
}

/** Body of `POST {endpoint}/status`. */
export interface StatusRequest {
  readonly token: string;
}

/** One part as storage holds it, or as the browser says it sent it. */
export interface PartRecord {
  readonly partNumber: number;
  /** Bytes. */
  readonly size: number;
  /** The part's hash in lower-case hex. For `md5-etag`: its MD5, 32 digits. For `crc64nvme`: its CRC-64/NVME, 16 digits. */
  readonly etag: string;
}

/** Answer to `POST {endpoint}/status`: what storage really holds, by part number ascending. */
export interface StatusResponse {
  readonly parts: readonly PartRecord[];
}

/** One finished upload: the parts with the hashes that the browser computed from the bytes it read. */
export interface Completion {
  readonly token: string;
  readonly parts: readonly PartRecord[];
}

/** Body of `POST {endpoint}/complete`: 1 to 1000 uploads. */
export interface CompleteRequest {
  readonly uploads: readonly Completion[];
}

/** Answer to `POST {endpoint}/complete`: one result per upload, in the order asked. */
export interface CompleteResponse {
  readonly results: readonly CompleteResult[];
}

/** A compact JWS (EdDSA, `typ: upload-receipt+jwt`), or the reason why there is none. */
export type CompleteResult = { readonly receipt: string } | { readonly problem: Problem };

/** Body of `POST {endpoint}/abort`: 1 to 1000 tokens. Answer: 204, the parts are deleted. */
export interface AbortRequest {
  readonly tokens: readonly string[];
}

/** Body of `POST {endpoint}/downloads`: 1 to 1000 entries. */
export interface DownloadsRequest {
  readonly downloads: readonly DownloadEntry[];
}

/** A finished upload, named by its receipt or, where the signer's policy lets callers do that, by its key. */
export type DownloadEntry = ({ readonly receipt: string } | { readonly key: string }) &
  DownloadPresentation;

/** What a browser is to do with the file. */
export interface DownloadPresentation {
  /** Name under which it is saved. Default: the one of the receipt, or the last part of the key. */
  readonly filename?: string;
  /** Show it instead of saving it; for types that the signer's policy lists as safe. Default: false. */
  readonly inline?: boolean;
}

/** Answer to `POST {endpoint}/downloads`: one result per entry, in the order asked. */
export interface DownloadsResponse {
  /** The signer's clock, as in {@link CreateResponse}. */
  readonly serverTime: string;
  readonly results: readonly DownloadResult[];
}

/** One file may be downloaded or not; the other entries are not touched by it. */
export type DownloadResult = { readonly download: Download } | { readonly problem: Problem };

/** A URL for one file, and what storage says about the file. */
export interface Download {
  /** For GET and HEAD, as it stands. Whoever has it can download until it expires. */
  readonly url: string;
  /** The download must start before this. */
  readonly expiresAt: string;
  /** Name under which the browser saves it. */
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  /** Media type as stored. */
  readonly contentType: string;
}

/** `application/problem+json` (RFC 9457). `code` is stable and meant for programs, `detail` for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  /** What was exceeded: bytes with `too-large`, files with `too-many`. A page says it in its own language. */
  readonly limit?: number;
  /** With `type-not-allowed`, what is taken: media types, `image/*`, extensions with their dot. */
  readonly accept?: readonly string[];
  /** Storage's own transaction id (`X-Trans-Id` on Swift) when storage was the cause, for its operator's logs. */
  readonly transactionId?: string;
  /** Id of this request in the signer's log. */
  readonly requestId?: string;
}

/** Why a signer refuses. A browser treats a code it does not know as `signer-refused`. */
export type ProblemCode =
  /** The body is not the JSON this call takes (400), or is not called `application/json` (415). */
  | 'invalid-request'
  /** `authorize` found nobody. */
  | 'unauthorized'
  /** This person may not do this. */
  | 'forbidden'
  /** The page's origin is not on the signer's list. */
  | 'origin-not-allowed'
  /** No such route; of a download, no such file any more. */
  | 'not-found'
  /** Not with this method. */
  | 'method-not-allowed'
  /** The JSON body is over the signer's cap. */
  | 'body-too-large'
  /** Policy: the file has too many bytes. */
  | 'too-large'
  /** Policy: files of this type may not be uploaded, or not be shown in the browser; or the bytes are of another type. */
  | 'type-not-allowed'
  /** Policy: too many files in one call. */
  | 'too-many'
  /** The token is not one this signer made, was changed, or belongs to someone else. */
  | 'invalid-token'
  /** The token's time is over. */
  | 'token-expired'
  /** The receipt is not one this signer gave, or was changed. */
  | 'invalid-receipt'
  /** The receipt's time is over. */
  | 'receipt-expired'
  /** A part is not there. */
  | 'part-missing'
  /** A part is not as big as the token says. */
  | 'size-mismatch'
  /** Storage holds bytes with another hash than the browser computed, or the receipt says. */
  | 'hash-mismatch'
  /** This upload was completed before, with other bytes; the object keeps the first ones. */
  | 'already-completed'
  /** Storage refused. */
  | 'storage-refused'
  /** Storage could not be reached. */
  | 'storage-unavailable'
  /** Storage has no room left for this. */
  | 'quota'
  /** Too many requests; `Retry-After` says when to come back. */
  | 'rate-limited'
  /** A defect of the signer; the request id finds it in the log. 503 where it could not ask who the caller is. */
  | 'internal';
