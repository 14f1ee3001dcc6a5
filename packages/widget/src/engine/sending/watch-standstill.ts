/**
 * Says that an upload stands still: because a part fails again and again, or because of none of them anything is heard. What is
 * in flight may wait for the network all the same, for the browser's word on that is a hint. As long as one part moves, the
 * upload does.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { createPatience } from '../flow/patience.js';
import { tellsProgress } from '../platform.js';

/** What happens to the parts of one upload, by their numbers. */
export interface Standstill {
  readonly began: (part: number) => void;
  readonly moved: (part: number) => void;
  /** Nothing was heard of it for some seconds. */
  readonly quiet: (part: number) => void;
  readonly failed: (error: UploadError) => void;
  readonly ended: (part: number) => void;
  /** Nothing is sent any more. */
  readonly over: () => void;
}

/** Calls `tell` when it stands still; after that, progress is the sign that the upload goes on. */
export function watchStandstill(
  tell: (error: UploadError) => void,
  tellAfter: number | undefined,
): Standstill {
  const { failed, over } = createPatience(tell, tellAfter);
  const begun = new Set<number>();
  const still = new Set<number>();
  const moved = (part: number): void => {
    still.delete(part);
    over();
  };
  return {
    began: (part) => begun.add(part),
    moved,
    quiet(part) {
      still.add(part);
      // Where the browser tells no progress, silence says nothing.
      if (still.size < begun.size || !tellsProgress()) return;
      tell(new UploadError('timeout', 'Nothing has moved for some seconds.'));
    },
    failed,
    ended(part) {
      begun.delete(part);
      moved(part);
    },
    over,
  };
}
