/**
 * What every back end owes a final name.
 *
 * @module
 */
import { SignerError } from '../errors.js';

interface StoredBytes {
  readonly etag: string;
  readonly size: number;
}

/** A final name is never written twice: the same bytes are the same upload, others come too late. */
export function assertSameUpload(existing: StoredBytes, wanted: StoredBytes): void {
  if (existing.etag === wanted.etag && existing.size === wanted.size) return;
  throw alreadyCompleted();
}

/** One grant is good for one object. */
export function alreadyCompleted(): SignerError {
  return new SignerError(
    'already-completed',
    'This upload was completed before, with other bytes; those are kept. Start it again with a new grant.',
  );
}

/** Once an upload was aborted its parts are going: nothing is made of it any more. */
export function aborted(): SignerError {
  return new SignerError(
    'part-missing',
    'This upload was aborted; start it again with a new grant.',
  );
}
