/**
 * How far ahead of the connections uploads are taken on: far enough that many small files share one call to the signer,
 * not so far that big files' URLs run out before their turn.
 *
 * @module
 */
import type { UploadSnapshot } from '../snapshot.js';

/** Uploads are taken on ahead while their files together stay below this many bytes … */
const AHEAD_BYTES = 64 * 1024 * 1024;
/** … and below this number. */
const AHEAD_UPLOADS = 250;

/**
 * Looks at what is under way and returns a function that says whether one more may begin (and then counts it in). Every
 * connection is always used; beyond that, small files only, and not before half of those are gone: taken on one by one, they
 * would ask the signer one by one. What the signer completes needs no connection any more: it
 * holds nobody up, however long that takes.
 */
export function createAdmission(
  running: Iterable<Listed>,
  connections: number,
): (next: Listed) => boolean {
  let count = 0;
  let bytes = 0;
  const take = ({ snapshot }: Listed): void => {
    count += 1;
    bytes += snapshot.file.size;
  };
  for (const entry of running) if (needsConnection(entry)) take(entry);
  const isLow = bytes <= AHEAD_BYTES / 2 && count <= AHEAD_UPLOADS / 2;
  return (next) => {
    const after = bytes + next.snapshot.file.size;
    const begins = count < connections || (isLow && after <= AHEAD_BYTES && count < AHEAD_UPLOADS);
    if (begins) take(next);
    return begins;
  };
}

/** Of an upload in the list, what is asked here. */
interface Listed {
  readonly snapshot: UploadSnapshot;
}

function needsConnection({ snapshot }: Listed): boolean {
  const { status } = snapshot.state;
  return status === 'preparing' || status === 'uploading';
}
