/**
 * tus-js-client against the tus project's own server.
 *
 * @module
 */
import { Upload } from 'tus-js-client';
import { inLanes, type Contender } from './contender.js';

/** One request per file, six at a time. */
export const tus: Contender = {
  prepare: () => undefined,
  upload: (files, target) =>
    inLanes(
      files,
      6,
      (file) =>
        new Promise((resolve, reject) => {
          const upload = new Upload(file, {
            endpoint: target.tus,
            storeFingerprintForResuming: false,
            onSuccess: () => {
              resolve();
            },
            onError: reject,
          });
          upload.start();
        }),
    ),
};
