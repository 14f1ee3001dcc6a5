/**
 * Lists many files in turns with the page: what 200 take at once on a phone, 100 ms, can be felt.
 *
 * @module
 */
import type { UploadError } from '../engine/index.js';
import type { FileOffer } from './file-offer.js';
import { breathe } from '../in-pieces.js';
import type { PendingFiles } from './pending-files.js';

/** Files that are listed in one task; of many, a quarter of those before, for each task goes through the whole list. */
const AT_ONCE = 50;
const SHARE = 1 / 4;

/** What lists them, as this sees it. */
export interface Lister {
  /** Lists the next files of an offer; what there is to say of all of them is said with the first. */
  readonly admit: (
    offer: FileOffer,
    refused: ReadonlyMap<File, UploadError>,
    next: readonly File[],
  ) => void;
  /** Does work that ends in `count` files; the form waits for it. */
  readonly intake: Pick<PendingFiles, 'run'>;
}

/** See the module comment. */
export interface Turns {
  /** Let in, and soon in the list. */
  readonly coming: ReadonlySet<File>;
  /** The first at once, the others as soon as the page has had its turn; resolves when all are listed, or will not be. */
  list(offer: FileOffer, refused: ReadonlyMap<File, UploadError>): Promise<void>;
}

/** Nothing is coming yet. */
export function createTurns({ admit, intake }: Lister): Turns {
  const coming = new Set<File>();

  async function list(offer: FileOffer, refused: ReadonlyMap<File, UploadError>): Promise<void> {
    const [first = [], ...others] = growingPieces(offer.files);
    if (first.length > 0) admit(offer, refused, first);
    const rest = others.flat();
    if (rest.length === 0) return;
    for (const file of rest) if (!refused.has(file)) coming.add(file);
    await intake.run(rest.length, async (signal) => {
      for (const next of others) {
        await breathe();
        if (signal.aborted) break;
        admit(offer, refused, next);
      }
      for (const file of rest) coming.delete(file);
    });
  }
  return { coming, list };
}

function* growingPieces(files: readonly File[]): Generator<readonly File[], void, undefined> {
  for (let from = 0; from < files.length;) {
    const to = from + Math.max(AT_ONCE, Math.floor(from * SHARE));
    yield files.slice(from, to);
    from = to;
  }
}
