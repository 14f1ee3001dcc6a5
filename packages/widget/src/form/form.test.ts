import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { file } from '../testing/fakes.js';
import { mount, part, press, rows, submitted } from '../testing/mount.js';
import { everyState, still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

describe('what a form gets', () => {
  it('is one entry per receipt, under the name, and nothing before', async () => {
    const { form, field, net } = await mount({ multiple: true });
    net.stuck = true;
    field.addFiles([file('a.txt'), file('b.txt')]);
    await waitUntil(() => rows(field)[1]?.includes('Uploading'));
    expect(submitted(form)).to.deep.equal([]);
    net.release();
    await waitUntil(() => field.receipts.length === 2);
    const receipts = ['receipt.of.token-0-a.txt', 'receipt.of.token-1-b.txt'];
    expect(submitted(form)).to.deep.equal(receipts);
    expect(field.receipts).to.deep.equal(receipts);
    expect(field.value).to.equal(receipts[0]);
    press(field, 'Remove a.txt');
    expect(submitted(form)).to.deep.equal([receipts[1]]);
  });

  it('follows the name, and is nothing without one or while disabled', async () => {
    const { form, field } = await mount({ uploader: stillUploader([still(1, 'done')]) });
    expect(submitted(form)).to.deep.equal(['receipt.1']);
    field.name = 'other';
    await field.updateComplete;
    expect([submitted(form).length, submitted(form, 'other').length]).to.deep.equal([0, 1]);
    field.disabled = true;
    await field.updateComplete;
    expect([...new FormData(form)]).to.be.empty;
    field.disabled = false;
    field.name = '';
    await field.updateComplete;
    expect([...new FormData(form)]).to.be.empty;
  });

  it('is the receipt already when the page hears of it', async () => {
    const { form, field } = await mount();
    field.addFiles([file('a.txt')]);
    const event = await oneEvent(form, 'upload-complete');
    expect(submitted(form)).to.deep.equal([(event as unknown as { receipt: string }).receipt]);
    expect(form.checkValidity()).to.equal(true);
  });

  it('is emptied by a reset and by the value ""', async () => {
    const { form, field } = await mount();
    for (const empty of [
      () => {
        form.reset();
      },
      () => (field.value = ''),
    ]) {
      field.addFiles([file('a.txt')]);
      await waitUntil(() => submitted(form).length === 1);
      empty();
      await field.updateComplete;
      expect(submitted(form)).to.be.empty;
      expect(rows(field)).to.be.empty;
    }
    expect(() => (field.value = 'forged')).to.throw('Only "" can be set');
  });

  it('is the same of many receipts, which the browser is not given to keep', async () => {
    const COUNT = 150;
    const uploads = Array.from({ length: COUNT }, (_, id) => still(id, 'done'));
    const { form, field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    await waitUntil(() => rows(field).length > 0);
    const all = uploads.map((_, id) => `receipt.${id}`);
    let heard: readonly FormDataEntryValue[] = [];
    form.addEventListener('formdata', ({ formData }) => (heard = [...formData.values()]));
    expect(submitted(form)).to.deep.equal(all);
    expect(heard, 'what the page hears').to.deep.equal(all);
    field.disabled = true;
    await field.updateComplete;
    expect([...new FormData(form)]).to.be.empty;
    field.disabled = false;
    field.name = 'other';
    await field.updateComplete;
    expect([submitted(form).length, submitted(form, 'other').length]).to.deep.equal([0, COUNT]);
    const elsewhere = document.createElement('form');
    form.after(elsewhere);
    elsewhere.append(field);
    expect([submitted(form, 'other').length, submitted(elsewhere, 'other').length]).to.deep.equal([
      ...[0, COUNT],
    ]);
    elsewhere.remove();
    expect(submitted(elsewhere, 'other'), 'out of the page').to.have.length(COUNT);
  });

  it('is restored with the page', async () => {
    const { form, field } = await mount({ multiple: true, required: true });
    const saved = JSON.stringify([{ name: 'a.txt', size: 5, type: 'text/plain', receipt: 'r.1' }]);
    let completed = 0;
    field.addEventListener('upload-complete', () => (completed += 1));
    field.formStateRestoreCallback(saved);
    expect(form.checkValidity()).to.equal(false);
    await waitUntil(() => submitted(form).length === 1);
    await field.updateComplete;
    expect(submitted(form)).to.deep.equal(['r.1']);
    expect(rows(field)).to.deep.equal(['a.txt | 5 bytes | Uploaded']);
    expect(completed).to.equal(0);
    field.addFiles([file('b.txt')]);
    await waitUntil(() => submitted(form).length === 2);
    press(field, 'Remove a.txt');
    expect(submitted(form)).to.deep.equal(['receipt.of.token-0-b.txt']);
  });

  it('is not disturbed by a saved state of another shape', async () => {
    const { form, field } = await mount();
    for (const odd of ['', 'no json', '{}', '[1,null,{"name":"x"}]', null, new FormData()]) {
      field.formStateRestoreCallback(odd);
    }
    await import('./saved-state.js');
    await aTimeout(0);
    expect(submitted(form)).to.be.empty;
  });
});

describe('validity', () => {
  it('wants a file where one is required', async () => {
    const { form, field } = await mount({ required: true });
    expect(field.willValidate).to.equal(true);
    expect(field.validity.valueMissing).to.equal(true);
    expect(field.validationMessage).to.equal('Choose a file.');
    expect(form.checkValidity()).to.equal(false);
    field.addFiles([file('a.txt')]);
    await waitUntil(() => form.checkValidity());
  });

  it('waits for unfinished uploads, from the moment they are added', async () => {
    const { form, field, net } = await mount({ multiple: true });
    net.stuck = true;
    field.addFiles([file('a.txt'), file('b.txt')]);
    expect(form.checkValidity()).to.equal(false);
    expect(field.validity.customError).to.equal(true);
    expect(field.validationMessage).to.equal('Wait until 2 files are uploaded.');
    field.pause();
    expect(form.checkValidity()).to.equal(false);
    net.stuck = false;
    field.resume();
    await waitUntil(() => form.checkValidity());
  });

  it('wants failed uploads dealt with', async () => {
    const { form, field, net } = await mount({ required: true });
    net.refuse.add('a.txt');
    field.addFiles([file('a.txt')]);
    await oneEvent(field, 'upload-error');
    expect(field.validationMessage).to.equal('1 file could not be uploaded. Retry or remove it.');
    field.clear();
    expect(field.validationMessage).to.equal('Choose a file.');
    field.required = false;
    expect(field.checkValidity()).to.equal(true);
    expect(form.checkValidity()).to.equal(true);
  });

  it('asks to remove what cannot be tried again', async () => {
    const { field } = await mount({ multiple: true, maxSize: 10 });
    field.addFiles([file('a.txt', 20), file('b.txt', 20)]);
    expect(field.validationMessage).to.equal('2 files could not be uploaded. Remove them.');
    field.lang = 'de';
    await waitUntil(
      () => field.validationMessage === 'Nicht hochgeladen: 2 Dateien. Bitte entfernen.',
    );
  });

  it('says of what does not move that it does not', async () => {
    const { field, net } = await mount({ multiple: true });
    net.stuck = true;
    const [first] = field.addFiles([file('a.txt'), file('b.txt'), file('c.txt')]);
    expect(field.validationMessage).to.equal('Wait until 3 files are uploaded.');
    field.pause(first?.id);
    expect(field.validationMessage).to.equal('1 file is paused. Resume or remove it.');
    field.pause();
    expect(field.validationMessage).to.equal('3 files are paused. Resume or remove them.');
    field.resume();
    expect(field.validationMessage).to.equal('Wait until 3 files are uploaded.');
  });

  it('says of what nobody has started that it is not', async () => {
    const { field, net } = await mount({ multiple: true });
    net.stuck = true;
    field.uploader.autostart = false;
    field.addFiles([file('a.txt'), file('b.txt')]);
    expect(field.validationMessage).to.equal('2 files are not started. Start or remove them.');
    field.start();
    expect(field.validationMessage).to.equal('Wait until 2 files are uploaded.');
  });

  it('does not mind cancelled uploads', async () => {
    const { field, net } = await mount();
    net.stuck = true;
    field.addFiles([file('a.txt')]);
    field.cancel();
    expect(field.checkValidity()).to.equal(true);
  });

  it('takes the page’s own word first', async () => {
    const { field } = await mount({ required: true });
    field.setCustomValidity('Not on Sundays.');
    expect(field.validationMessage).to.equal('Not on Sundays.');
    field.setCustomValidity('');
    expect(field.validity.valueMissing).to.equal(true);
  });

  it('shows that it holds up the form only once it has, and no longer than it does', async () => {
    const { form, field } = await mount({ required: true });
    const marked = (): boolean => part(field, 'dropzone').hasAttribute('data-invalid');
    expect(marked()).to.equal(false);
    form.requestSubmit();
    await field.updateComplete;
    expect(marked()).to.equal(true);
    field.required = false;
    await field.updateComplete;
    await field.updateComplete;
    expect(marked()).to.equal(false);
    field.required = true;
    field.checkValidity();
    form.reset();
    await field.updateComplete;
    expect(marked()).to.equal(false);
  });

  it('points at the button and puts the keyboard there', async () => {
    const { form, field } = await mount({ required: true });
    let invalid = 0;
    field.addEventListener('invalid', () => (invalid += 1));
    expect(form.reportValidity()).to.equal(false);
    expect(invalid).to.equal(1);
    expect(document.activeElement).to.equal(field);
    expect(field.shadowRoot?.activeElement).to.equal(part(field, 'button'));
  });

  it('is out of play in a disabled fieldset', async () => {
    const { form, field } = await mount({ required: true });
    const fieldset = document.createElement('fieldset');
    form.append(fieldset);
    fieldset.append(field);
    fieldset.disabled = true;
    await field.updateComplete;
    expect(field.willValidate).to.equal(false);
    expect(form.checkValidity()).to.equal(true);
    expect(part(field, 'button').matches(':disabled')).to.equal(true);
    fieldset.disabled = false;
    await field.updateComplete;
    expect(part(field, 'button').matches(':enabled')).to.equal(true);
  });
});

describe('the surface of a native field', () => {
  it('has form, labels and name', async () => {
    const { form, field } = await mount();
    expect(field.form).to.equal(form);
    expect(field.labels).to.have.length(1);
    expect(form.elements.namedItem('photos')).to.equal(field);
  });

  it('shows its state to style sheets', async () => {
    const { field, net } = await mount({ multiple: true });
    const on = (): string[] =>
      ['uploading', 'verified', 'failed'].filter((state) => field.matches(`:state(${state})`));
    expect(on()).to.deep.equal([]);
    net.stuck = true;
    field.addFiles([file('a.txt')]);
    expect(on()).to.deep.equal(['uploading']);
    net.release();
    await waitUntil(() => on().join() === 'verified');
    const all = await mount({ uploader: stillUploader(everyState()) });
    expect(['uploading', 'failed'].every((s) => all.field.matches(`:state(${s})`))).to.equal(true);
  });
});
