/**
 * Mux UpChunk: chunk after chunk, six files at a time.
 *
 * @module
 */
import { createUpload } from '@mux/upchunk';
import { inLanes, urlFor, type Contender } from './contender.js';

/** With the chunks it chooses. */
export const upchunk: Contender = {
  prepare: () => undefined,
  upload: (files, target) =>
    inLanes(
      files,
      6,
      (file, index) =>
        new Promise((resolve, reject) => {
          const upload = createUpload({ endpoint: urlFor(target, index), file });
          upload.on('success', () => {
            resolve();
          });
          upload.on('error', ({ detail }) => {
            reject(new Error(JSON.stringify(detail)));
          });
        }),
    ),
};
