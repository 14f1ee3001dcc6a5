import { aTimeout, expect } from '@open-wc/testing';
import { carrying, drag, folder, leaf, transferOf } from '../testing/drops.js';
import { file } from '../testing/fakes.js';
import { mount, part, rows } from '../testing/mount.js';
import { waitUntil } from '../testing/wait-until.js';

// The first test need not wait for the server.
before(() => Promise.all([import('./intake.js'), import('../list/upload-list.js')]));

describe('dropping', () => {
  it('adds the files', async () => {
    const { field } = await mount({ multiple: true });
    const event = drag(part(field, 'base'), 'drop', carrying(file('a.txt'), file('b.txt', 900)));
    expect(event.defaultPrevented).to.equal(true);
    await waitUntil(() => rows(field).length === 2);
    await waitUntil(() => rows(field).every((row) => row.endsWith('Uploaded')));
  });

  it('shows that it may be done, without flicker over what is inside', async () => {
    const { field } = await mount();
    const load = carrying(file('a.txt'));
    const shown: boolean[] = [];
    const look = (): number => shown.push(field.matches(':state(dragging)'));
    drag(part(field, 'dropzone'), 'dragenter', load);
    expect(drag(part(field, 'dropzone'), 'dragover', load).defaultPrevented).to.equal(true);
    await field.updateComplete;
    look();
    // As browsers do: the next element is entered before the last one is left.
    drag(part(field, 'button'), 'dragenter', load);
    drag(part(field, 'dropzone'), 'dragleave', load);
    await field.updateComplete;
    look();
    expect(part(field, 'drop-text').textContent).to.equal('Drop to add');
    drag(part(field, 'button'), 'dragleave', load);
    await field.updateComplete;
    look();
    expect(shown).to.deep.equal([true, true, false]);
  });

  it('is none of its business when it is text that is dragged', async () => {
    const { field } = await mount();
    const text = new DataTransfer();
    text.setData('text/plain', 'hello');
    expect(drag(part(field, 'base'), 'dragover', text).defaultPrevented).to.equal(false);
    expect(field.matches(':state(dragging)')).to.equal(false);
  });

  it('neither adds nor leaves the page while the field is disabled', async () => {
    const { field } = await mount({ disabled: true });
    const load = carrying(file('a.txt'));
    drag(part(field, 'base'), 'dragenter', load);
    expect(drag(part(field, 'base'), 'drop', load).defaultPrevented).to.equal(true);
    await aTimeout(20);
    expect(field.uploads).to.be.empty;
    expect(field.matches(':state(dragging)')).to.equal(false);
  });

  it('reaches a shared uploader though the field has left the page in the meantime', async () => {
    const { field, net } = await mount({ multiple: true });
    drag(part(field, 'base'), 'drop', transferOf(folder('album', [leaf('a.txt')])));
    field.remove();
    await waitUntil(() => net.uploader.uploads[0]?.state.status === 'done');
    expect(net.uploader.uploads[0]?.file.path).to.equal('album/a.txt');
  });

  it('keeps the form from being sent while a folder is read', async () => {
    const { form, field } = await mount({ multiple: true });
    drag(part(field, 'base'), 'drop', transferOf(folder('album', [leaf('a.txt')])));
    expect(form.checkValidity()).to.equal(false);
    await waitUntil(() => rows(field)[0] === 'a.txt | 1 kB | Uploaded');
    expect(form.checkValidity()).to.equal(true);
  });

  it('lists what cannot be read as failed', async () => {
    const { field } = await mount({ multiple: true });
    drag(part(field, 'base'), 'drop', transferOf(leaf('gone.txt', null)));
    await waitUntil(() => rows(field)[0]?.includes('This file cannot be read.'));
  });
});
