import { expect } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { UploadError } from '../engine/index.js';
import { file } from '../testing/fakes.js';
import { mount, part, parts, rows } from '../testing/mount.js';
import { still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

const names = (field: DirectUpload): string[] => field.uploads.map((upload) => upload.file.name);

/** Clicks with a pointer on whatever of the field is at this place. */
async function clickAt(
  field: DirectUpload,
  x: number,
  y: number,
  init: PointerEventInit = {},
): Promise<void> {
  const target = field.shadowRoot?.elementFromPoint(x, y);
  if (!target) throw new Error('the field is not there');
  const options = { bubbles: true, composed: true, cancelable: true, detail: 1 };
  target.dispatchEvent(new PointerEvent('click', { ...options, clientX: x, clientY: y, ...init }));
  await field.updateComplete;
}

function middleOf(element: Element): readonly [x: number, y: number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

async function withFiles(...all: readonly string[]): Promise<DirectUpload> {
  const { field } = await mount({ multiple: true });
  field.addFiles(all.map((name) => file(name)));
  await waitUntil(
    () => rows(field).filter((row) => row.endsWith('Uploaded')).length === all.length,
  );
  field.scrollIntoView();
  return field;
}

describe('a second click at the same place', () => {
  for (const pointerType of ['mouse', 'touch']) {
    it(`takes no second file away, ${pointerType}`, async () => {
      const field = await withFiles('a', 'b', 'c');
      const [x, y] = middleOf(part(field, 'row').querySelector('[data-action=remove]')!);
      await clickAt(field, x, y, { pointerType });
      await clickAt(field, x + 5, y - 5, { pointerType, detail: 2 });
      await clickAt(field, x, y, { pointerType, detail: 3 });
      expect(names(field)).to.deep.equal(['b', 'c']);
    });
  }

  it('takes one away that is at another place', async () => {
    const field = await withFiles('a', 'b', 'c');
    const [x, y] = middleOf(parts(field, 'row').at(-1)!.querySelector('[data-action=remove]')!);
    await clickAt(field, ...middleOf(part(field, 'row').querySelector('[data-action=remove]')!));
    await clickAt(field, x, y - part(field, 'row').offsetHeight);
    expect(names(field)).to.deep.equal(['b']);
  });

  it('takes one away a moment later', async () => {
    const field = await withFiles('a', 'b', 'c');
    const [x, y] = middleOf(part(field, 'row').querySelector('[data-action=remove]')!);
    const start = performance.now();
    await clickAt(field, x, y);
    await waitUntil(() => performance.now() - start > 600);
    await clickAt(field, x, y);
    expect(names(field)).to.deep.equal(['c']);
  });

  it('does not remove what is left after “Cancel all” or “Remove failed”', async () => {
    const error = new UploadError('too-large', 'No.');
    const uploads = [still(1, 'done', 'a'), still(2, 'failed', 'b', 1, error)];
    const source = stillUploader(uploads);
    const { field } = await mount({ multiple: true, uploader: source });
    field.scrollIntoView();
    const [x, y] = middleOf(part(field, 'dismiss'));
    await clickAt(field, x, y);
    await clickAt(field, x, y, { detail: 2 });
    expect(names(field)).to.deep.equal(['a']);
  });
});

describe('a double click on “Remove all”', () => {
  it('does not bring back what it has removed', async () => {
    const field = await withFiles('a', 'b');
    const [x, y] = middleOf(part(field, 'summary-actions').querySelector('[data-action=remove]')!);
    await clickAt(field, x, y);
    const options = { bubbles: true, composed: true, detail: 2, clientX: x, clientY: y };
    part(field, 'undo').dispatchEvent(new PointerEvent('click', options));
    await field.updateComplete;
    expect(names(field)).to.deep.equal([]);
    part(field, 'undo').click();
    expect(names(field)).to.deep.equal(['a', 'b']);
  });
});

describe('a held Enter', () => {
  it('presses a button once', async () => {
    const field = await withFiles('a', 'b');
    const options = { bubbles: true, composed: true, cancelable: true, key: 'Enter' };
    for (const button of field.shadowRoot!.querySelectorAll('button')) {
      const first = new KeyboardEvent('keydown', options);
      const repeated = new KeyboardEvent('keydown', { ...options, repeat: true });
      for (const event of [first, repeated]) button.dispatchEvent(event);
      expect(first.defaultPrevented).to.equal(false);
      expect(repeated.defaultPrevented).to.equal(true);
    }
  });
});
