/**
 * How far ahead of the connections uploads are taken on: far enough that many small files share one call to the signer,
 * not so far that big files' URLs run out before their turn.
 *
 * @module
 */
import type { UploadSnapshot } from './snapshot.js';

/** Uploads are taken on ahead while their files together stay below this many bytes … */
const AHEAD_BYTES = 64 * 1024 * 1024;
/** … and below this number. */
const AHEAD_UPLOADS = 250;

/**
 * Looks at what is under way and returns a function that says whether one more may begin (and then counts it in). Every
 * connection is always used; beyond that, small files only.
 */
export function createAdmission(
  uploads: readonly UploadSnapshot[],
  connections: number,
): (next: UploadSnapshot) => boolean {
  const active = uploads.filter(isActive);
  let count = active.length;
  let bytes = active.reduce((sum, { file }) => sum + file.size, 0);
  return ({ file }) => {
    const isNeeded = count < connections;
    if (!isNeeded && (bytes + file.size > AHEAD_BYTES || count >= AHEAD_UPLOADS)) return false;
    count += 1;
    bytes += file.size;
    return true;
  };
}

function isActive({ state: { status } }: UploadSnapshot): boolean {
  return status === 'preparing' || status === 'uploading' || status === 'completing';
}
