/**
 * Names the failure of code that is loaded when it is first needed. A site that was updated no longer serves the files of the page that
 * is still open; without a name of its own that would be one more unknown reason.
 *
 * @module
 */
import { UploadError } from '../errors.js';

/** @param code - what `import()` returned; rejects with `code-unavailable` instead of what the browser threw */
export async function laterCode<T>(code: Promise<T>): Promise<T> {
  try {
    return await code;
  } catch (cause) {
    const message =
      'A part of this page could not be loaded, most likely because the page was updated. ' +
      'Retry, or reload the page and choose the file again.';
    throw new UploadError('code-unavailable', message, { cause });
  }
}
