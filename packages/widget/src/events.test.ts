import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { UploadAcceptEvent, type UploadCompleteEvent, type UploadErrorEvent } from './events.js';
import { file } from './testing/fakes.js';
import { mount, press, rows } from './testing/mount.js';
import { waitUntil } from './testing/wait-until.js';

/** Names of the events that arrive at the form, without the frequent `upload-change`. */
function record(form: HTMLElement): string[] {
  const seen: string[] = [];
  for (const type of ['upload-accept', 'upload-complete', 'upload-error', 'input', 'change']) {
    form.addEventListener(type, () => seen.push(type));
  }
  return seen;
}

describe('events', () => {
  it('tell a success once, in an order one can rely on', async () => {
    const { form, field, net } = await mount();
    const seen = record(form);
    net.stuck = true;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(field)[0]?.includes('Uploading'));
    field.pause();
    field.resume();
    net.release();
    await waitUntil(() => seen.includes('change'));
    await aTimeout(250);
    expect(seen).to.deep.equal(['upload-accept', 'upload-complete', 'input', 'change']);
  });

  it('tell each failed attempt once', async () => {
    const { field, net } = await mount();
    const failures: UploadErrorEvent[] = [];
    field.addEventListener('upload-error', (event) => failures.push(event));
    net.refuse.add('a.txt');
    field.addFiles([file('a.txt')]);
    await waitUntil(() => failures.length === 1);
    field.retry();
    await waitUntil(() => failures.length === 2);
    await aTimeout(250);
    expect(failures.map(({ error }) => error.code)).to.deep.equal([
      'signer-refused',
      'signer-refused',
    ]);
    expect(failures[0]?.upload.file.name).to.equal('a.txt');
  });

  it('tell a refusal at once, without asking the signer', async () => {
    const { field, net } = await mount({ accept: 'image/*' });
    const failures: UploadErrorEvent[] = [];
    field.addEventListener('upload-error', (event) => failures.push(event));
    field.addFiles([file('a.txt')]);
    expect(failures.map(({ error }) => error.code)).to.deep.equal(['type-not-allowed']);
    expect(net.declared).to.be.empty;
  });

  it('carry the receipt', async () => {
    const { field } = await mount();
    field.addFiles([file('a.txt')]);
    const event = (await oneEvent(field, 'upload-complete')) as unknown as UploadCompleteEvent;
    expect(event.receipt).to.equal(field.value);
    expect(event.upload.state.status).to.equal('done');
  });

  it('ask before files are added, and take no for an answer', async () => {
    const { field } = await mount({ multiple: true });
    const offered: string[] = [];
    field.addEventListener('upload-accept', (event) => {
      offered.push(...event.files.map(({ name }) => name));
      if (event.files.length > 1) event.preventDefault();
    });
    expect(field.addFiles([file('a.txt'), file('b.txt')])).to.be.empty;
    expect(field.uploads).to.be.empty;
    expect(field.addFiles([file('c.txt')])).to.have.length(1);
    expect(offered).to.deep.equal(['a.txt', 'b.txt', 'c.txt']);
    expect(field.addFiles([])).to.be.empty;
  });

  it('let the page put other files in place of the offered ones', async () => {
    const { field } = await mount();
    field.addEventListener('upload-accept', (event) => {
      event.files = [file('smaller.txt')];
    });
    field.addFiles([file('a.txt')]);
    expect(field.uploads[0]?.file.name).to.equal('smaller.txt');
  });

  it('bubble to the form and stay in the tree they are in', () => {
    const { bubbles, composed, cancelable } = new UploadAcceptEvent([]);
    expect([bubbles, composed, cancelable]).to.deep.equal([true, false, true]);
  });

  it('tell every change with the whole list', async () => {
    const { field } = await mount({ multiple: true });
    const lengths: number[] = [];
    field.addEventListener('upload-change', ({ uploads }) => lengths.push(uploads.length));
    field.addFiles([file('a.txt'), file('b.txt')]);
    field.clear();
    expect(lengths).to.deep.equal([2, 0]);
  });

  it('tell that the value changed when a person removes a receipt, not when the page does', async () => {
    const { form, field } = await mount({ multiple: true });
    field.addFiles([file('a.txt'), file('b.txt')]);
    await waitUntil(() => field.receipts.length === 2);
    await field.updateComplete;
    const seen = record(form);
    press(field, 'Remove a.txt');
    expect(seen).to.deep.equal(['input', 'change']);
    field.clear();
    expect(seen).to.have.length(2);
  });

  it('do not leak those of the native input inside', async () => {
    const { field, form } = await mount();
    const seen = record(form);
    const input = field.shadowRoot!.querySelector('input')!;
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    expect(seen).to.be.empty;
  });
});
