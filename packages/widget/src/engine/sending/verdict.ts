/**
 * What to do next with a part, after an answer of storage or the lack of one.
 *
 * @module
 */
import { UploadError, type UploadErrorCode, type UploadErrorDetails } from '../errors.js';

/** See the module comment. */
export type Verdict =
  /** Storage holds these bytes: the ETag it reported is the part's own MD5. */
  | { readonly kind: 'confirmed'; readonly etag: string }
  /** Worth another try, within the budget of its cause. `error` is what it fails with when that is used up. */
  | { readonly kind: 'again'; readonly cause: Cause; readonly error: UploadError }
  | { readonly kind: 'give-up'; readonly error: UploadError };

/** Why another try is needed. */
export type Cause =
  /** The way there, or storage itself, is failing. */
  | 'connection'
  /** The browser stopped all loads of the page. Says nothing about connection or storage. */
  | 'interrupted'
  /** The browser says it has no network; nothing was tried. */
  | 'offline'
  /** The URL is over or was never good: the signer has to sign another one. */
  | 'signature'
  /** Storage holds, or was sent, other bytes than were read from the file. */
  | 'content'
  /** Storage answered, and the page may not read what. */
  | 'hidden';

/** One more try. */
export function again(
  cause: Cause,
  code: UploadErrorCode,
  message: string,
  details?: UploadErrorDetails,
): Verdict {
  return { kind: 'again', cause, error: new UploadError(code, message, details) };
}

/** No more tries. */
export function giveUp(
  code: UploadErrorCode,
  message: string,
  details?: UploadErrorDetails,
): Verdict {
  return { kind: 'give-up', error: new UploadError(code, message, details) };
}
