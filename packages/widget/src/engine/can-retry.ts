/**
 * Which failures a person can do something about by trying again. Apart from the errors: the list of uploads asks, and
 * would share a file with what sends otherwise.
 *
 * @module
 */
import type { UploadError } from './errors.js';

/** True if it makes sense to offer "retry" to the person: refusals of the file itself will not change. */
export function canRetry(error: UploadError): boolean {
  switch (error.code) {
    case 'too-large':
    case 'type-not-allowed':
    case 'too-many':
    case 'file-changed':
    case 'file-unreadable':
      return false;
    default:
      return true;
  }
}
