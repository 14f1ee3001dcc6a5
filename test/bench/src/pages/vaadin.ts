/**
 * vaadin-upload with its list on screen.
 *
 * @module
 */
import '@vaadin/upload';
import { urlFor, type Contender } from './contender.js';

/** As its documents set it up. */
export const vaadin: Contender = {
  prepare(target) {
    const field = document.createElement('vaadin-upload');
    field.method = 'PUT';
    field.uploadFormat = 'raw';
    field.noAuto = true;
    let count = 0;
    // Where each file goes is told as its documents say: in `upload-before`.
    field.addEventListener('upload-before', ({ detail }) => {
      count += 1;
      detail.file.uploadTarget = urlFor(target, count);
    });
    document.body.append(field);
  },
  async upload(files) {
    const field = document.querySelector('vaadin-upload');
    if (!field) throw new Error('no field');
    let left = files.length;
    const ended = new Promise<void>((resolve, reject) => {
      field.addEventListener('upload-success', () => {
        left -= 1;
        if (left === 0) resolve();
      });
      field.addEventListener('upload-error', () => {
        reject(new Error('failed'));
      });
    });
    field.files = [...files] as never;
    field.uploadFiles();
    await ended;
  },
};
