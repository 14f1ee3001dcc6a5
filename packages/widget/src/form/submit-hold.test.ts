import { aTimeout, expect } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { fakeNetwork, file } from '../testing/fakes.js';
import { mount, part, pick, type Mounted } from '../testing/mount.js';
import { waitUntil } from '../testing/wait-until.js';

type Sent = { readonly data: FormDataEntryValue[]; readonly submitter: HTMLElement | null };

/** A field that lets its form wait, uploads that do not end, and what the page gets to see of submits. */
async function waiting(
  properties: Partial<Omit<DirectUpload, 'style'>> = {},
): Promise<Mounted & { readonly sent: Sent[]; readonly button: HTMLButtonElement }> {
  const mounted = await mount({ submit: 'wait', multiple: true, ...properties });
  const { form, field, net } = mounted;
  await import('./submit-hold.js');
  await aTimeout(0);
  await field.updateComplete;
  const sent: Sent[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sent.push({ data: new FormData(form).getAll('photos'), submitter: event.submitter });
  });
  net.stuck = true;
  return { ...mounted, sent, button: form.querySelector('button')! };
}
const notice = (field: DirectUpload): string => part(field, 'notice').textContent;
const isWaiting = (field: DirectUpload): boolean => field.matches(':state(waiting)');

describe('a form that waits', () => {
  it('goes out by itself, once, with its receipts and its submitter', async () => {
    const { form, field, net, sent, button } = await waiting({ required: true });
    field.addFiles([file('a.txt'), file('b.txt')]);
    expect(form.checkValidity()).to.equal(true);
    button.click();
    button.click();
    await field.updateComplete;
    expect(notice(field)).to.equal('The form is sent when all 2 files are uploaded.');
    expect([isWaiting(field), sent.length]).to.deep.equal([true, 0]);
    net.release();
    await waitUntil(() => sent.length === 1);
    expect(sent).to.deep.equal([
      { data: ['receipt.of.token-0-a.txt', 'receipt.of.token-1-b.txt'], submitter: button },
    ]);
    await field.updateComplete;
    await aTimeout(20);
    expect([sent.length, notice(field), isWaiting(field)]).to.deep.equal([1, '', false]);
  });

  it('is sent at once where there is nothing to wait for', async () => {
    const { form, field, net, sent } = await waiting();
    form.requestSubmit();
    expect(sent).to.have.length(1);
    net.stuck = false;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => field.receipts.length === 1);
    form.requestSubmit();
    expect(sent).to.have.length(2);
  });

  it('is validated first', async () => {
    const { form, field, sent } = await waiting();
    const name = form.appendChild(document.createElement('input'));
    name.required = true;
    field.addFiles([file('a.txt')]);
    form.requestSubmit();
    await field.updateComplete;
    expect([isWaiting(field), sent.length]).to.deep.equal([false, 0]);
  });

  it('stays and says why when an upload fails', async () => {
    const { form, field, net, sent } = await waiting();
    field.addFiles([file('a.txt')]);
    form.requestSubmit();
    net.refuse.add('bad.txt');
    field.addFiles([file('bad.txt')]);
    await waitUntil(() => !isWaiting(field) && !field.validity.valid);
    expect(document.activeElement).to.equal(field);
    expect(field.validationMessage).to.match(/^1 file could not be uploaded/);
    net.release();
    await aTimeout(20);
    expect(sent).to.be.empty;
  });

  it('is not confused by controls that are named like what forms can do', async () => {
    const { form, field, net, sent, button } = await waiting();
    const names = [
      'submit',
      'requestSubmit',
      'reportValidity',
      'checkValidity',
      'reset',
      'elements',
    ];
    const more = ['addEventListener', 'id', 'name', 'attributes', 'ownerDocument', 'parentNode'];
    for (const name of [...names, ...more]) {
      const control = document.createElement('input');
      control.name = name;
      form.append(control);
    }
    field.addFiles([file('a.txt')]);
    button.click();
    net.refuse.add('bad.txt');
    field.addFiles([file('bad.txt')]);
    await waitUntil(() => !isWaiting(field) && !field.validity.valid);
    expect(document.activeElement).to.equal(field);
    field.clear();
    field.addFiles([file('b.txt')]);
    button.click();
    await waitUntil(() => isWaiting(field));
    net.release();
    await waitUntil(() => sent.length === 1);
    expect(sent[0]?.data).to.deep.equal(['receipt.of.token-1-b.txt']);
  });

  it('goes out without what is removed, and not after a reset', async () => {
    const { form, field, net, sent } = await waiting();
    const [first] = field.addFiles([file('a.txt'), file('other.txt')]);
    form.requestSubmit();
    await field.updateComplete;
    expect(notice(field)).to.equal('The form is sent when all 2 files are uploaded.');
    field.clear(first!.id);
    net.release();
    await waitUntil(() => sent.length === 1);
    expect(sent[0]?.data).to.deep.equal(['receipt.of.token-1-other.txt']);
    net.stuck = true;
    field.addFiles([file('b.txt')]);
    form.requestSubmit();
    form.reset();
    net.release();
    await field.updateComplete;
    await aTimeout(20);
    expect([sent.length, isWaiting(field)]).to.deep.equal([1, false]);
  });

  it('waits for files that are still read, starts what waits for a person, and goes on with paused ones', async () => {
    const { form, field, net, sent } = await waiting();
    pick(field, file('a.txt'));
    form.requestSubmit();
    await waitUntil(() => isWaiting(field));
    await waitUntil(() => field.uploads[0]?.state.status === 'uploading');
    field.pause();
    net.stuck = false;
    form.requestSubmit();
    await waitUntil(() => sent.length === 1);
    const manual = fakeNetwork({ autostart: false });
    field.uploader = manual.uploader;
    field.addFiles([file('b.txt')]);
    form.requestSubmit();
    await waitUntil(() => sent.length === 2);
    expect(sent[1]?.data).to.deep.equal(['receipt.of.token-0-b.txt']);
  });

  it('waits for every field in it', async () => {
    const { form, field, net, sent } = await waiting();
    const second = document.createElement('direct-upload');
    const slow = fakeNetwork();
    Object.assign(second, { name: 'papers', submit: 'wait', uploader: slow.uploader });
    form.append(second);
    await second.updateComplete;
    slow.stuck = true;
    field.addFiles([file('a.txt')]);
    second.addFiles([file('b.txt')]);
    // The code that waits is there in both: before that the form cannot be sent at all.
    await waitUntil(() => form.matches(':valid'));
    form.requestSubmit();
    net.release();
    await waitUntil(() => isWaiting(second));
    expect(sent).to.be.empty;
    slow.release();
    await waitUntil(() => sent.length === 1);
    expect([...new FormData(form).keys()]).to.deep.equal(['photos', 'papers']);
  });

  it('waits no more for a field that is disabled', async () => {
    const { form, field, sent } = await waiting();
    field.addFiles([file('a.txt')]);
    form.requestSubmit();
    field.disabled = true;
    await waitUntil(() => sent.length === 1);
    expect(sent[0]?.data).to.deep.equal([]);
  });

  it('is no more held when the field leaves it or stops waiting', async () => {
    const { form, field, net, sent } = await waiting();
    field.addFiles([file('a.txt')]);
    form.requestSubmit();
    field.submit = null;
    await field.updateComplete;
    expect(form.checkValidity()).to.equal(false);
    net.release();
    await waitUntil(() => field.receipts.length === 1);
    await aTimeout(20);
    expect([sent.length, notice(field)]).to.deep.equal([0, '']);
  });
});

describe('a dialog that waits', () => {
  async function inDialog(): Promise<{
    readonly dialog: HTMLDialogElement;
    readonly cancel: HTMLButtonElement;
    readonly all: Awaited<ReturnType<typeof waiting>>;
  }> {
    const all = await waiting();
    const dialog = document.createElement('dialog');
    const cancel = document.createElement('button');
    Object.assign(cancel, { value: 'cancel', formNoValidate: true, textContent: 'Cancel' });
    all.form.method = 'dialog';
    all.form.append(cancel);
    all.form.replaceWith(dialog);
    dialog.append(all.form);
    dialog.showModal();
    // The field that was moved watches its form anew.
    await import('./submit-hold.js');
    await aTimeout(0);
    await all.field.updateComplete;
    all.field.addFiles([file('a.txt')]);
    return { dialog, cancel, all };
  }

  it('is left at once by a button that does without validation', async () => {
    const { dialog, cancel, all } = await inDialog();
    cancel.click();
    expect(all.sent.map(({ submitter }) => submitter)).to.deep.equal([cancel]);
    dialog.remove();
  });

  it('is not sent any more after that, nor after it was closed', async () => {
    for (const leave of ['cancel', 'close'] as const) {
      const { dialog, cancel, all } = await inDialog();
      all.button.click();
      await waitUntil(() => isWaiting(all.field));
      if (leave === 'cancel') cancel.click();
      else dialog.close();
      await waitUntil(() => !isWaiting(all.field));
      const { length } = all.sent;
      all.net.release();
      await waitUntil(() => all.field.receipts.length === 1);
      await all.field.updateComplete;
      expect(all.sent).to.have.length(length);
      dialog.remove();
    }
  });
});

describe('a form whose last awaited file is cancelled', () => {
  it('is not sent without it', async () => {
    const { field, net, sent, button } = await waiting();
    field.addFiles([file('done.txt')]);
    net.release();
    await waitUntil(() => field.receipts.length === 1);
    net.stuck = true;
    const [running] = field.addFiles([file('running.txt')]);
    button.click();
    await waitUntil(() => isWaiting(field));
    field.clear(running!.id);
    await waitUntil(() => !isWaiting(field));
    expect(sent).to.be.empty;
    button.click();
    expect(sent).to.have.length(1);
  });
});
