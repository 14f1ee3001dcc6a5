import { expect } from '@open-wc/testing';
import { UploadError } from '../engine/index.js';
import { mount, part, parts } from '../testing/mount.js';
import { still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

describe('a field that holds up its form', () => {
  it('says why, in itself and to screen readers, as long as it does', async () => {
    const source = stillUploader([]);
    const { form, field } = await mount({ required: true, multiple: true, uploader: source });
    expect(part(field, 'error').textContent).to.equal('');
    form.reportValidity();
    await field.updateComplete;
    expect(part(field, 'error').textContent).to.equal('Choose at least one file.');
    const described = part(field, 'button').getAttribute('aria-describedby');
    expect(described).to.equal('error');
    source.show([still(1, 'uploading')]);
    await field.updateComplete;
    expect(part(field, 'error').textContent).to.equal(field.validationMessage);
    expect(field.validationMessage).to.not.equal('');
    source.show([still(1, 'done')]);
    await waitUntil(() => part(field, 'error').textContent === '');
    expect(part(field, 'button').hasAttribute('aria-describedby')).to.equal(false);
  });

  for (const count of [30, 500]) {
    it(`brings the failed one of ${count} into view`, async () => {
      const error = new UploadError('network', 'It broke.');
      const uploads = Array.from({ length: count }, (_, index) =>
        still(index, index === count - 7 ? 'failed' : 'done', `${index}.txt`, 1, error),
      );
      const { form, field } = await mount({ multiple: true, uploader: stillUploader(uploads) });
      form.reportValidity();
      const isInView = (): boolean => {
        const row = parts(field, 'row').find(({ dataset }) => dataset['status'] === 'failed');
        const list = part(field, 'list').getBoundingClientRect();
        const box = row?.getBoundingClientRect();
        return box !== undefined && box.top >= list.top - 1 && box.bottom <= list.bottom + 1;
      };
      await waitUntil(isInView, 'it is not in view');
    });
  }
});
