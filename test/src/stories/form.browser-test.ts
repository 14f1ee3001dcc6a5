/**
 * The field in the life of a form: reset, a disabled fieldset, going away and coming back.
 *
 * @module
 */
import { expect } from '@open-wc/testing';
import { loaded, look, openForm, pageUrl, randomFile, verified } from './page.browser.js';
import { waitUntil } from '../../../packages/widget/src/testing/wait-until.js';

describe('in a form', () => {
  it('is emptied by reset, also while it uploads, and starts afresh', async () => {
    const { field, form, frame } = await openForm();
    field.addFiles([randomFile('done.txt')]);
    await verified(field, 1);
    field.addFiles([randomFile('running.bin', 4_000_000)]);
    form.reset();
    expect(field.uploads).to.deep.equal([]);
    expect(new FormData(form).getAll('photos')).to.deep.equal([]);
    expect(field.validity.valueMissing).to.equal(true);
    field.addFiles([randomFile('again.txt')]);
    await verified(field, 1);
    expect(form.checkValidity()).to.equal(true);
    frame.remove();
  });

  it('keeps its receipts when the person goes to another page and comes back', async () => {
    const { field, frame } = await openForm();
    field.addFiles([randomFile('kept.txt'), randomFile('also-kept.txt')]);
    await verified(field, 2);
    const before = field.receipts;
    const away = loaded(frame);
    frame.contentWindow!.location.href = pageUrl('elsewhere.html');
    await away;
    const back = loaded(frame);
    frame.contentWindow!.history.back();
    await back;
    const after = await look(frame);
    await waitUntil(() => after.field.receipts.length === 2, 'the receipts came back');
    expect(after.field.receipts).to.deep.equal(before);
    expect(new FormData(after.form).getAll('photos')).to.deep.equal(before);
    expect(after.form.checkValidity()).to.equal(true);
    frame.remove();
  });
});
