/**
 * What can be on the picture, by name.
 *
 * @module
 */
import type { DirectUpload } from '@direct-upload/widget';
import { UploadError, type UploadSnapshot } from '@direct-upload/widget/engine';
import { pictureFile } from '../../../../packages/widget/src/testing/pictures.js';
import {
  everyState,
  interrupted,
  still,
  stillUploader,
} from '../../../../packages/widget/src/testing/stills.js';

/** What the field is set to before it is shown, and what happens to it then. */
export interface Scene {
  readonly settings: Partial<Omit<DirectUpload, 'style'>>;
  readonly play?: (field: DirectUpload) => unknown;
}

/** The same with pictures: three, and icons for the rest. */
function picturing(uploads: readonly UploadSnapshot[], layout: DirectUpload['layout']): Scene {
  const files = new Map(uploads.slice(0, 3).map(({ id }, at) => [id, pictureFile(id, at * 100)]));
  const uploader = Object.assign(stillUploader(uploads), { fileOf: (id: string) => files.get(id) });
  const pictures = ({ shadowRoot }: DirectUpload): number =>
    shadowRoot?.querySelectorAll('[part=thumbnail]').length ?? 0;
  return {
    settings: { multiple: true, uploader, layout },
    play: async (field) => {
      while (pictures(field) < files.size) await new Promise(requestAnimationFrame);
    },
  };
}

/** Shows these uploads, which stand still. */
function showing(uploads: readonly UploadSnapshot[]): Scene {
  return { settings: { multiple: true, uploader: stillUploader(uploads) } };
}

const limits = { multiple: true, accept: 'image/*,.pdf', maxSize: '50MB', maxFiles: 20 } as const;
const refused = new UploadError('too-large', 'This file is 71 MB; the limit is 50 MB.');

/** All scenes. */
export const scenes: Readonly<Record<string, Scene | undefined>> = {
  empty: { settings: limits },
  dragging: { settings: limits, play: hover },
  invalid: { settings: { ...limits, required: true }, play: (field) => field.checkValidity() },
  disabled: { settings: { ...limits, disabled: true } },
  files: showing(everyState()),
  compact: picturing(everyState(), 'compact'),
  grid: picturing(everyState(), 'grid'),
  uploading: { settings: { uploader: stillUploader([still(1, 'uploading', 'film.mp4')]) } },
  verified: { settings: { uploader: stillUploader([still(1, 'done', 'film.mp4')]) } },
  interrupted: showing(interrupted()),
  failed: showing([
    still(1, 'failed', 'Interview with the keeper of the lighthouse, take 3 of 12.mp4'),
    still(2, 'failed', 'poster.pdf', 71_000_000, refused),
    still(3, 'done', 'تقرير الربع الثالث.pdf', 812_000),
  ]),
};

/** Files hang over the field. */
function hover(field: DirectUpload): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['a'], 'a.txt'));
  const event = new DragEvent('dragenter', { bubbles: true, composed: true, dataTransfer });
  field.shadowRoot?.querySelector('[part=dropzone]')?.dispatchEvent(event);
}
