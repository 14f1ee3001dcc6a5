/**
 * The one error class of the engine. `code` is a literal union, so a `switch` over it is checked by the compiler and no
 * caller ever matches on message text.
 *
 * @module
 */

/** Every reason for which an upload can fail. */
export type UploadErrorCode =
  /** The file is over `max-size` or the signer's limit. */
  | 'too-large'
  /** The file is of a type or extension that is not accepted. */
  | 'type-not-allowed'
  /** More files than `max-files`, or than the signer's policy. */
  | 'too-many'
  /** The browser says it has no network. */
  | 'offline'
  /** The connection broke and no better reason could be found. */
  | 'network'
  /** Nothing moved for longer than the stall limit. */
  | 'timeout'
  /** The signer said no, and asking again would not help. */
  | 'signer-refused'
  /** The signer could not be reached or is failing. */
  | 'signer-unavailable'
  /** The upload's token or URL is over and could not be renewed. */
  | 'expired'
  /** Storage said no, and asking again would not help. */
  | 'storage-refused'
  /** Storage could not be reached or is failing. */
  | 'storage-unavailable'
  /** Storage did not let the page read the `ETag`, so nothing can be verified. */
  | 'etag-hidden'
  /** Storage reported other bytes than the browser read, again and again. */
  | 'corrupted'
  /** The file was modified while it was being sent. */
  | 'file-changed'
  /** The browser can no longer read the file (moved, deleted, drive removed, permission). */
  | 'file-unreadable'
  /** The code that hashes files could not be loaded, most often because the site was updated since the page was opened. */
  | 'hasher-unavailable'
  /** The code that sends files could not be loaded, most often because the site was updated since the page was opened. */
  | 'code-unavailable'
  /** Storage has no room left for this upload. */
  | 'quota'
  /** The storage container does not allow this page's origin. */
  | 'cors'
  /** This machine's clock, or the signer's, is far off. */
  | 'clock-skew';

/** What is known about a failure besides its code. */
export interface UploadErrorDetails {
  /** HTTP status of the answer that caused it, if there was a readable one. */
  readonly status?: number;
  /** Storage's transaction id (`X-Trans-Id` on Swift): what its operator asks for. */
  readonly transactionId?: string;
  /** Milliseconds the other side asked to wait before the next try (`Retry-After`). */
  readonly retryAfter?: number;
  /** What the file is over: bytes with `too-large`, files with `too-many`. */
  readonly limit?: number;
  /** What would have been taken, with `type-not-allowed`: types and extensions as in `accept`. */
  readonly accept?: readonly string[];
  /** What was caught underneath. */
  readonly cause?: unknown;
}

/** An upload's failure. {@linkcode UploadError.message} is an English sentence a person can act on. */
export class UploadError extends Error {
  override readonly name = 'UploadError';
  readonly code: UploadErrorCode;
  readonly status?: number;
  readonly transactionId?: string;
  readonly retryAfter?: number;
  readonly limit?: number;
  readonly accept?: readonly string[];

  constructor(code: UploadErrorCode, message: string, details: UploadErrorDetails = {}) {
    super(message, details);
    this.code = code;
    if (details.status !== undefined) this.status = details.status;
    if (details.transactionId !== undefined) this.transactionId = details.transactionId;
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
    if (details.limit !== undefined) this.limit = details.limit;
    if (details.accept !== undefined) this.accept = details.accept;
  }
}

/** True if the same request may well succeed a little later, so that the engine tries again by itself. */
export function isTransient(error: unknown): error is UploadError {
  if (!(error instanceof UploadError)) return false;
  switch (error.code) {
    case 'offline':
    case 'network':
    case 'timeout':
    case 'signer-unavailable':
    case 'storage-unavailable':
    case 'hasher-unavailable':
      return true;
    default:
      return false;
  }
}

/** What was thrown, as an error with a code. */
export function asUploadError(error: unknown): UploadError {
  if (error instanceof UploadError) return error;
  return new UploadError('network', 'The upload stopped for an unknown reason.', { cause: error });
}
