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
    // Peers take what is chosen twice, too.
    field.setAttribute('duplicates', 'allow');
    document.body.append(field);
    // A person's pointer is there before they choose.
    field.dispatchEvent(new PointerEvent('pointerenter'));
  },
  /** Chooses as a person does, through the element's own file input. */
  async upload() {
    const field = document.querySelector('direct-upload');
    const chosen = document.querySelector<HTMLInputElement>('#files')?.files;
    const input = field?.shadowRoot?.querySelector('input');
    if (!field || !input || !chosen) throw new Error('no field');
    const ended = finished(field.uploader, chosen.length);
    input.files = chosen;
    input.dispatchEvent(new Event('change'));
    await ended;
  },
};

/** The bare engine. */
export const engine: Contender = {
  prepare: () => undefined,
  async upload(files, target) {
    const uploader = new Uploader({ signer: fetchSigner(target.signer) });
    const ended = finished(uploader, files.length);
    uploader.add(files);
    await ended;
  },
};

/** Settles when so many are stored, or one is not. */
export function finished(uploader: Uploader, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    uploader.addEventListener('change', () => {
      const { uploads } = uploader;
      const failed = uploads.find(({ state }) => state.status === 'failed');
      if (failed?.state.status === 'failed') reject(new Error(failed.state.error.message));
      const stored = uploads.filter(({ state }) => state.status === 'done');
      if (stored.length === count) resolve();
    });
  });
}
