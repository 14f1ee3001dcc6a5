/**
 * The two ways in which hashing fails. Each place that fails says which one it is; nobody derives it from the error that a browser
 * or a bundler threw.
 *
 * @module
 */
import { offlineError } from '../flow/offline-wait.js';
import { isOffline } from '../platform.js';
import { UploadError } from '../errors.js';

/** Is it the file, or is it the code? */
export type HashFailureCode = 'file-unreadable' | 'hasher-unavailable';

/** The browser does not give the bytes of the file. */
export function unreadableFile(cause: unknown): UploadError {
  const message =
    'The file can no longer be read: it was changed, moved or deleted after it was chosen.';
  return new UploadError('file-unreadable', message, { cause });
}

/** @param reason - what went wrong, as half a sentence, for whoever runs the site */
export function hasherUnavailable(reason: string, cause?: unknown): UploadError {
  const message = `A part of this page could not be loaded (${reason}). Reload the page and choose the file again.`;
  // Without a network no code comes, and that is what a person can do something about.
  if (isOffline()) return offlineError(cause);
  return new UploadError('hasher-unavailable', message, { cause });
}

/** Whether the file is to blame: then no other worker and no other code reads it either. */
export function isUnreadable(error: unknown): error is UploadError {
  return error instanceof UploadError && error.code === 'file-unreadable';
}
