/**
 * The text by which a back end remembers that an upload was completed, and with what. It is kept in an object below
 * `parts/<upload id>/` that no URL covers, and expires with the upload's token. Without it one grant would be good for any
 * number of objects, each under the name of its own content.
 *
 * @module
 */
import { isVouched } from '../names/vouch.js';
import { partPrefix } from '../names/part-name.js';
import type { Upload } from './storage.js';

/** Name of the object that keeps the mark. */
export function markName(upload: Pick<Upload, 'id'>): string {
  return `${partPrefix(upload)}completed`;
}

/** Name of the object that says that the upload was aborted. It stands until the upload's token is over. */
export function abortMarkName(upload: Pick<Upload, 'id'>): string {
  return `${partPrefix(upload)}aborted`;
}

/** @param hash - of the whole, as in the final name */
export function completionMark({ vouch }: Pick<Upload, 'vouch'>, hash: string): string {
  return `${hash}.${vouch('completed', hash)}`;
}

/** The hash in a mark; undefined if the signer did not make it for this upload. */
export function readMark(
  { vouch }: Pick<Upload, 'vouch'>,
  mark: string | undefined,
): string | undefined {
  const [hash = '', proof] = (mark ?? '').split('.');
  return isVouched(proof, vouch('completed', hash)) ? hash : undefined;
}
