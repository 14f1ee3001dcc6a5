/**
 * This project: the element with its list showing, every file signed, verified and completed; and the engine alone.
 *
 * @module
 */
import '@direct-upload/widget/define';
import { fetchSigner, Uploader } from '@direct-upload/widget/engine';
import type { Contender } from './contender.js';

/** `<direct-upload>`, its list on screen. */
export const element: Contender = {
  prepare(target) {
    const field = document.createElement('direct-upload');
    field.setAttribute('endpoint', target.signer);
    field.setAttribute('name', 'files');
    field.setAttribute('multiple', '');
    document.body.append(field);
  },
  async upload(files) {
    const field = document.querySelector('direct-upload');
    if (!field) throw new Error('no field');
    const ended = finished(field.uploader);
    field.addFiles(files);
    await ended;
  },
};

/** The bare engine. */
export const engine: Contender = {
  prepare: () => undefined,
  async upload(files, target) {
    const uploader = new Uploader({ signer: fetchSigner(target.signer) });
    const ended = finished(uploader);
    uploader.add(files);
    await ended;
  },
};

/** Settles when all are stored, or one is not. */
export function finished(uploader: Uploader): Promise<void> {
  return new Promise((resolve, reject) => {
    uploader.addEventListener('change', () => {
      const { uploads } = uploader;
      const failed = uploads.find(({ state }) => state.status === 'failed');
      if (failed?.state.status === 'failed') reject(new Error(failed.state.error.message));
      else if (uploads.every(({ state }) => state.status === 'done')) resolve();
    });
  });
}
