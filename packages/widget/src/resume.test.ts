import { aTimeout, expect } from '@open-wc/testing';
import { createStore, values } from 'idb-keyval';
import type { DirectUpload } from './direct-upload.js';
import { identityOf } from './engine/session.js';
import { browserResumeStore } from './engine/resume/resume-store.js';
import type { FileIdentity, Grant, ResumeRecord } from './engine/index.js';
import { createShelf, takeFromShelf } from './form/receipt-shelf.js';
import { fakeNetwork, file } from './testing/fakes.js';
import { buttons, mount, part, parts, press, rows, submitted } from './testing/mount.js';
import { anyGrant, handleTo, realGrant, recordOf, storeOf } from './testing/records.js';
import { interrupted, still, stillUploader } from './testing/stills.js';
import { waitUntil } from './testing/wait-until.js';

const spoken = (field: DirectUpload): string =>
  part(field, 'announcement').textContent.replace('\u00a0', '');

/** As a person does it: by the native input. */
function choose(field: DirectUpload, ...files: readonly File[]): void {
  const input = field.shadowRoot!.querySelector('input')!;
  const picked = new DataTransfer();
  for (const each of files) picked.items.add(each);
  input.files = picked.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A field of its own, with an uploader of its own, on the real signer and storage of the test server. */
async function realField(
  name: string,
  endpoint: string,
  properties: Partial<Omit<DirectUpload, 'style'>> = {},
): Promise<{ field: DirectUpload; form: HTMLFormElement }> {
  const form = document.createElement('form');
  const field = document.createElement('direct-upload');
  Object.assign(field, { name, endpoint, ...properties });
  form.append(field);
  document.body.append(form);
  await field.updateComplete;
  return { field, form };
}

/** As a field of that name in a form without attributes names itself. */
const scopeOf = (name: string, endpoint: string): string =>
  JSON.stringify([location.pathname, JSON.stringify(['', '', '', name, endpoint, '']), 0]);

/** A field whose uploader has taken up these records. */
async function restored(
  records: readonly ResumeRecord[],
  properties: Partial<Omit<DirectUpload, 'style'>> = {},
): Promise<Awaited<ReturnType<typeof mount>>> {
  const resume = { scope: 'here', store: storeOf(...records) };
  const net = fakeNetwork({ resume });
  const { field, form } = await mount({ uploader: net.uploader, ...properties });
  await net.uploader.restore();
  await waitUntil(() => rows(field).length >= records.length);
  return { field, form, net };
}

/** So large that the signer cuts it in two. */
const TWO_PARTS = 16 * 1024 * 1024 + 5000;

describe('after a reload, with an uploader of its own', () => {
  /** What a visit left in the browser that began to send a file of two parts. */
  const leave = async (
    identity: FileIdentity,
  ): Promise<{ name: string; endpoint: string; grant: Grant }> => {
    const { endpoint, grant } = await realGrant(identity);
    expect(grant.partCount).to.equal(2);
    const name = `field-${crypto.randomUUID()}`;
    await browserResumeStore().save({ scope: scopeOf(name, endpoint), file: identity, grant });
    return { name, endpoint, grant };
  };
  const some = (name: string): FileIdentity => ({
    name,
    size: TWO_PARTS,
    type: '',
    lastModified: 1,
  });
  afterEach(() => {
    for (const form of document.querySelectorAll('form')) form.remove();
  });

  it('offers the upload without loading what sends, and goes on with the same file', async () => {
    const big = file('big.bin', TWO_PARTS);
    const { name, endpoint, grant } = await leave(identityOf(big));
    const [request] = grant.requests;
    const { url, headers } = request!;
    const put = { method: 'PUT', headers, body: big.slice(0, grant.partSize) };
    expect((await fetch(url, put)).status).to.equal(201);

    const { field, form } = await realField(name, endpoint);
    await waitUntil(() => rows(field).length === 1);
    expect(rows(field)).to.deep.equal([
      'big.bin | 16.8 MB | Interrupted. Choose the file again to continue.',
    ]);
    expect(spoken(field)).to.equal('1 upload was interrupted. Continue or remove it.');
    expect(loaded(/\/resume-records\./)).to.have.length(1);
    expect(loaded(/\/(send|run-upload)\./)).to.deep.equal([]);

    choose(field, big);
    expect(field.uploads).to.have.length(1);
    await waitUntil(() => field.receipts.length === 1, 'no receipt');
    expect(field.uploads).to.have.length(1);
    expect(submitted(form, name)).to.have.length(1);
    expect(loaded(new RegExp(url.replace(/[?].*/, '').replace(/[^\w]/g, '.')))).to.have.length(1);
    await waitUntil(async () => (await records(name, endpoint)) === 0);
  });

  it('shows nothing where there is nothing, in another field, or where it is switched off', async () => {
    const { name, endpoint } = await leave(some('a.bin'));
    const other = await realField('other', endpoint);
    const off = await realField(name, endpoint, { resumable: false });
    await aTimeout(150);
    expect(other.field.uploads).to.deep.equal([]);
    expect(off.field.uploads).to.deep.equal([]);
    expect(other.form.checkValidity()).to.equal(true);
    expect(parts(other.field, 'list')).to.be.empty;
    const attribute = document.createElement('direct-upload');
    attribute.setAttribute('resumable', 'false');
    expect(attribute.resumable).to.equal(false);
  });

  // WebKitGTK has no file handles at all: what it would do with one is not a question there.
  const { storage } = navigator as { storage?: Partial<StorageManager> };
  if (storage?.getDirectory) {
    it('keeps a real handle, and opens the file by it with one click', async () => {
      // A file of the origin's own: the one kind of real handle that a browser hands out without a dialog.
      const directory = await navigator.storage.getDirectory();
      const handle = await directory.getFileHandle(`${crypto.randomUUID()}.bin`, { create: true });
      const opened = await handle.getFile();
      const { endpoint, grant } = await realGrant(opened);
      const name = `field-${crypto.randomUUID()}`;
      const record = recordOf(opened, scopeOf(name, endpoint), grant, handle);
      await browserResumeStore().save(record);
      const { field } = await realField(name, endpoint);
      await waitUntil(() => rows(field).length === 1);
      expect(field.uploads[0]?.source).to.equal('handle');
      press(field, `Continue ${handle.name}`);
      await waitUntil(() => field.receipts.length === 1, 'no receipt');
    });
  }

  it('is forgotten when a person removes it', async () => {
    const { name, endpoint } = await leave(some('a.bin'));
    const { field } = await realField(name, endpoint);
    await waitUntil(() => rows(field).length === 1);
    expect(await records(name, endpoint)).to.equal(1);
    press(field, 'Cancel a.bin');
    expect(field.uploads).to.deep.equal([]);
    await waitUntil(async () => (await records(name, endpoint)) === 0);
  });

  it('is forgotten with everything else, receipts too: for a logout', async () => {
    const { name, endpoint } = await leave(some('secret-plans.bin'));
    const elsewhere = await leave(some('other.bin'));
    const shelf = createShelf()!;
    shelf.put('a receipt');
    const { field } = await realField(name, endpoint);
    await waitUntil(() => rows(field).length === 1);
    await field.forget();
    expect(field.uploads).to.deep.equal([]);
    expect(await records(name, endpoint)).to.equal(0);
    expect(await records(elsewhere.name, endpoint)).to.equal(0, 'of another field');
    expect(takeFromShelf(shelf.key)).to.equal('');
  });

  it('is kept when the page sets an uploader of its own, later', async () => {
    const { name, endpoint } = await leave(some('a.bin'));
    const { field } = await realField(name, endpoint);
    await waitUntil(() => field.uploads.length === 1);
    field.uploader = fakeNetwork().uploader;
    expect(field.uploads).to.deep.equal([]);
    await aTimeout(50);
    expect(await records(name, endpoint)).to.equal(1);
  });

  it('is not looked for where the page shares an uploader', async () => {
    const { name, endpoint } = await leave(some('a.bin'));
    const { uploader } = fakeNetwork();
    const { field } = await realField(name, endpoint, { uploader });
    await aTimeout(100);
    expect(field.uploads).to.deep.equal([]);
  });
});

/** Addresses the page has asked for. */
function loaded(pattern: RegExp): readonly string[] {
  const urls = performance.getEntriesByType('resource').map(({ name }) => name);
  return urls.filter((url) => pattern.test(url));
}

/** How many uploads are kept for a field, whoever works on them. */
async function records(name: string, endpoint: string): Promise<number> {
  const kept = await values<ResumeRecord>(createStore('direct-upload', 'uploads'));
  return kept.filter(({ scope }) => scope === scopeOf(name, endpoint)).length;
}

describe('an interrupted upload', () => {
  it('says what can be done about it, for each source', async () => {
    const { field } = await mount({ uploader: stillUploader(interrupted()), multiple: true });
    expect(rows(field)).to.deep.equal([
      'holiday.mp4 | 734 MB | Interrupted',
      'backup.zip | 734 MB | Interrupted. Choose the file again to continue.',
    ]);
    expect(parts(field, 'row').map(buttons)).to.deep.equal([
      ['Continue holiday.mp4', 'Cancel holiday.mp4'],
      ['Choose again backup.zip', 'Cancel backup.zip'],
    ]);
    expect(part(field, 'continue').textContent.trim()).to.equal('Continue');
    expect(part(field, 'reopen').textContent.trim()).to.equal('Choose again');
    expect(parts(field, 'progress')).to.be.empty;
    expect(parts(field, 'total-progress')).to.be.empty;
    expect(part(field, 'summary-text').textContent).to.equal('0 of 2 files uploaded');
    expect(buttons(part(field, 'summary'))).to.deep.equal(['Resume all', 'Cancel all']);
  });

  it('is no part of how far the others are', async () => {
    const uploads = [still(1, 'uploading'), { ...interrupted()[1]!, id: 'left' }];
    const { field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    expect(part(field, 'summary-text').textContent).to.contain('43%');
  });

  it('offers no resuming of all where every file is missing', async () => {
    const [, missing] = interrupted();
    const uploader = stillUploader([missing!, still(3, 'done')]);
    const { field } = await mount({ uploader, multiple: true });
    expect(buttons(part(field, 'summary'))).to.deep.equal(['Cancel all']);
  });

  it('goes on by itself where the browser can open the file', async () => {
    const left = file('a.bin');
    const { field, net } = await restored([recordOf(left, 'here', anyGrant, handleTo(left))]);
    press(field, 'Continue a.bin');
    await waitUntil(() => rows(field)[0] === 'a.bin | 1 kB | Uploaded');
    expect(net.declared).to.be.empty;
    expect(field.receipts).to.deep.equal(['receipt.of.token-earlier']);
  });

  it('opens the dialog where the file is missing', async () => {
    const { field } = await restored([recordOf(file('a.bin'), 'here')]);
    let opened = 0;
    field.shadowRoot!.querySelector('input')!.click = () => (opened += 1);
    press(field, 'Choose again a.bin');
    expect(opened).to.equal(1);
  });

  it('goes on in a single-file field too, and is replaced there by another file', async () => {
    const left = file('a.bin');
    const { field, net } = await restored([recordOf(left, 'here')]);
    field.addFiles([left]);
    expect(field.uploads).to.have.length(1);
    await field.updateComplete;
    expect(spoken(field)).to.equal('1 upload continued.');
    await waitUntil(() => rows(field)[0] === 'a.bin | 1 kB | Uploaded');
    const other = await restored([recordOf(left, 'here')]);
    other.field.addFiles([file('b.bin')]);
    await waitUntil(() => rows(other.field)[0] === 'b.bin | 1 kB | Uploaded');
    expect(other.field.uploads).to.have.length(1);
    expect(other.net.aborted).to.deep.equal(['token-earlier']);
    expect(net.aborted).to.be.empty;
  });

  it('counts once against the limits, and another file is simply added', async () => {
    const left = file('a.bin');
    const { field } = await restored([recordOf(left, 'here')], { multiple: true, maxFiles: 2 });
    field.addFiles([left, file('b.bin'), file('c.bin')]);
    await waitUntil(() => rows(field).filter((row) => row.endsWith('Uploaded')).length === 2);
    expect(rows(field).map((row) => row.split(' | ')[0])).to.deep.equal([
      ...['a.bin', 'b.bin', 'c.bin'],
    ]);
    expect(rows(field)[2]).to.contain('Only 2 files can be uploaded.');
  });

  it('was let in when it began, whatever the field accepts now', async () => {
    const left = file('a.bin');
    const { field } = await restored([recordOf(left, 'here')], { maxSize: 10 });
    field.addFiles([left]);
    await waitUntil(() => rows(field)[0] === 'a.bin | 1 kB | Uploaded');
  });

  it('of a file that was changed says so, and can be removed', async () => {
    const left = file('a.bin');
    const changed = handleTo(file('a.bin', 1200));
    const { field } = await restored([recordOf(left, 'here', anyGrant, changed)]);
    press(field, 'Continue a.bin');
    await waitUntil(() => rows(field)[0]?.includes('The file was changed since the upload began.'));
    expect(buttons(part(field, 'row'))).to.deep.equal(['Remove a.bin']);
    press(field, 'Remove a.bin');
    await field.updateComplete;
    expect(rows(field)).to.be.empty;
  });

  it('whose file may not be opened goes on when that is chosen', async () => {
    const left = file('a.bin');
    const { field } = await restored([recordOf(left, 'here', anyGrant, handleTo(left, 'denied'))]);
    press(field, 'Continue a.bin');
    await waitUntil(() => rows(field)[0]?.includes('Choose it again to go on.'));
    expect(buttons(part(field, 'row'))).to.deep.equal(['Choose again a.bin', 'Remove a.bin']);
    choose(field, left);
    await waitUntil(() => rows(field)[0] === 'a.bin | 1 kB | Uploaded');
    expect(field.uploads).to.have.length(1);
  });

  it('holds up the form, and says why', async () => {
    const { form, field } = await restored([recordOf(file('a.bin'), 'here')]);
    expect(form.checkValidity()).to.equal(false);
    expect(field.validity.customError).to.equal(true);
    expect(field.validationMessage).to.equal('1 upload was interrupted. Continue or remove it.');
    field.clear();
    expect(form.checkValidity()).to.equal(true);
  });

  it('and a receipt of the same visit are one too many for a single-file field', async () => {
    const left = file('a.bin');
    const { form, field } = await restored([recordOf(left, 'here', anyGrant, handleTo(left))]);
    const saved = JSON.stringify([{ name: 'b.txt', size: 5, type: '', receipt: 'r.1' }]);
    field.formStateRestoreCallback(saved);
    field.resume();
    await waitUntil(() => field.receipts.length === 2);
    expect(form.checkValidity()).to.equal(false);
    expect(field.validationMessage).to.contain('Only 1 file can be uploaded.');
    field.clear(field.uploads[0]?.id);
    expect(form.checkValidity()).to.equal(true);
  });
});
