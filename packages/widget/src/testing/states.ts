/**
 * Every state a field can be in, side by side on one page: for axe, for contrast, for the list of parts.
 *
 * @module
 */
import { fixture, html } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import '../define.js';
import { pictureFile } from './pictures.js';
import { everyState, inFolder, interrupted, still, stillUploader, unknown } from './stills.js';
import { waitUntil } from './wait-until.js';

type Settings = Partial<Omit<DirectUpload, 'style'>>;

const many = Array.from({ length: 30 }, (_, index) =>
  still(index, index % 3 === 0 ? 'done' : 'queued', `scan-${index}.pdf`),
);

/** By name: what the element is set to. */
const states: Readonly<Record<string, Settings>> = {
  empty: {},
  limits: { multiple: true, accept: 'image/*', maxSize: '5MB', maxFiles: 20 },
  folders: { multiple: true, folders: true },
  dragging: { multiple: true },
  invalid: { required: true },
  disabled: { disabled: true, accept: 'image/*' },
  'every status': { multiple: true, uploader: stillUploader(everyState()) },
  'every status, disabled': { disabled: true, uploader: stillUploader(everyState()) },
  manual: {
    multiple: true,
    autostart: false,
    uploader: Object.assign(stillUploader([still(1, 'queued'), still(2, 'queued')]), {
      autostart: false,
    }),
  },
  uploading: { uploader: stillUploader([still(1, 'uploading')]) },
  verified: { multiple: true, uploader: stillUploader([still(1, 'done'), still(2, 'done')]) },
  interrupted: { multiple: true, uploader: stillUploader([...interrupted(), unknown(3)]) },
  'from a folder': {
    uploader: stillUploader([inFolder(still(1, 'queued', 'beach.jpg'), 'Holiday/2026')]),
  },
  missing: { uploader: stillUploader(interrupted().slice(1)) },
  lines: { multiple: true, layout: 'compact', uploader: stillUploader(everyState()) },
  tiles: {
    ...{ multiple: true, layout: 'grid' },
    uploader: Object.assign(stillUploader(everyState()), {
      fileOf: (id: string) => pictureFile(id, 200),
    }),
  },
  removed: { multiple: true, uploader: stillUploader([still(1, 'done'), still(2, 'done')]) },
  'many files': { multiple: true, uploader: stillUploader(many) },
};

/** All of them, each labelled with its name, in a page's column; the fields by name. */
export async function mountStates(className = ''): Promise<{
  readonly root: HTMLElement;
  readonly fields: ReadonlyMap<string, DirectUpload>;
}> {
  const fields = new Map<string, DirectUpload>();
  for (const [name, settings] of Object.entries(states)) {
    const field = document.createElement('direct-upload');
    const id = `field-${name.replaceAll(/\W+/g, '-')}`;
    fields.set(name, Object.assign(field, { id, className, name: id, ...settings }));
    // A colour on its way is neither the one nor the other.
    field.style.setProperty('--direct-upload-duration', '0s');
    if (name !== 'many files') field.style.setProperty('--direct-upload-list-height', 'none');
  }
  const root = await fixture<HTMLElement>(
    html`<main>
      ${[...fields].map(
        ([name, field]) =>
          html`<form>
            <label for=${field.id}>Files: ${name}</label>
            ${field}
          </form>`,
      )}
    </main>`,
  );
  for (const field of fields.values()) await field.updateComplete;
  fields.get('invalid')?.reportValidity();
  hover(fields.get('dragging'));
  fields.get('removed')?.shadowRoot?.querySelector<HTMLElement>('[part~=remove]')?.click();
  const tiles = fields.get('tiles')?.shadowRoot;
  await waitUntil(() => {
    // Again and again: the field that is invalid brings its own row into view when that is drawn.
    tiles?.querySelector('[part=list]')?.scrollIntoView();
    return tiles?.querySelector('[part=thumbnail]');
  }, 'pictures');
  for (const field of fields.values()) await field.updateComplete;
  return { root, fields };
}

/** Files hang over the field. */
function hover(field: DirectUpload | undefined): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['a'], 'a.txt'));
  const zone = field?.shadowRoot?.querySelector('[part=dropzone]');
  zone?.dispatchEvent(new DragEvent('dragenter', { bubbles: true, composed: true, dataTransfer }));
}
