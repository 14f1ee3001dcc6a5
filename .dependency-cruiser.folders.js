/**
 * Which folders may know of each other. Without the tests, which stand beside what they test and use all of it. Run by
 * `pnpm check layers`.
 *
 * @module
 */
import { TESTS, options } from './.dependency-cruiser.js';

/** Folders that put those below them together, and hold what those share. */
const AROUND = '^packages/[^/]+/src(?:/engine|/storage/swift)?$';

export default {
  forbidden: [
    {
      name: 'folders-depend-one-way',
      comment:
        'Of any two folders one can be read first. What both need stands in the folder around them.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true, viaOnly: { pathNot: AROUND } },
    },
  ],
  options: { ...options, exclude: { path: TESTS } },
};
