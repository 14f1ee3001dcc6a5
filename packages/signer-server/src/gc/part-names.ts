/**
 * Which objects are parts of uploads, and no others: whatever else somebody keeps below `parts/` is not the signer's to
 * delete.
 *
 * @module
 */
import { PARTS_PREFIX } from '../names/part-name.js';

/**
 * `parts/<upload id>/00000001`, a sealed copy of it, the marks that an upload is `completed` or `aborted`, and what `doctor`
 * leaves when it is ended on its way: `parts/check-<id>`.
 */
const PART = new RegExp(
  `^${PARTS_PREFIX}(?:([0-9a-f]{32})/(?:\\d{8}(?:-[0-9a-f]{32})?|completed|aborted)|(check-[0-9a-f]{32}))$`,
);

/** Id of the upload; undefined for what is no part. */
export function uploadIdOf(name: string): string | undefined {
  const [, id, check] = PART.exec(name) ?? [];
  return id ?? check;
}
