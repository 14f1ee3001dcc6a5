/**
 * Active Storage's `DirectUpload`: the only peer that verifies, by an MD5 computed before the PUT. One file at a time, as
 * its own form controller does it.
 *
 * @module
 */
import { DirectUpload } from '@rails/activestorage';
import { inLanes, type Contender } from './contender.js';

/** One file after the other. */
export const directUpload: Contender = {
  prepare: () => undefined,
  upload: (files, { rails }) =>
    inLanes(
      files,
      1,
      (file) =>
        new Promise((resolve, reject) => {
          new DirectUpload(file, rails).create((error: Error | null) => {
            if (error) reject(error);
            else resolve();
          });
        }),
    ),
};
