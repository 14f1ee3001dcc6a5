import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { DirectUpload } from './direct-upload.js';
import { Uploader } from './engine/index.js';
import { fakeNetwork, file } from './testing/fakes.js';
import { buttons, mount, part, parts, press, rows } from './testing/mount.js';
import { everyState, still, stillUploader } from './testing/stills.js';
import { waitUntil } from './testing/wait-until.js';

describe('what a person sees', () => {
  it('says what is expected of them before there is a file', async () => {
    const { field } = await mount({
      ...{ multiple: true, accept: 'image/*,.pdf', maxSize: '50MB', maxFiles: 20 },
    });
    expect(part(field, 'button').textContent.trim()).to.equal('Choose files');
    expect(part(field, 'hint').textContent).to.equal(
      'Images, PDF · up to 50 MB · at most 20 files',
    );
    expect(parts(field, 'list')).to.be.empty;
  });

  it('follows a file from the signer to its receipt', async () => {
    const { field, net } = await mount();
    net.silent = true;
    field.addFiles([file('letter.txt', 2000)]);
    await waitUntil(() => rows(field)[0] === 'letter.txt | 2 kB | Preparing');
    net.stuck = true;
    net.release();
    net.stuck = true;
    await waitUntil(() => rows(field)[0] === 'letter.txt | 2 kB | Uploading 50%');
    net.unsure = true;
    const bar = part(field, 'progress') as HTMLProgressElement;
    expect(bar.position).to.equal(0.5);
    expect(bar.getAttribute('aria-label')).to.equal('Progress of letter.txt');
    net.release();
    await waitUntil(() => rows(field)[0] === 'letter.txt | 2 kB | Uploaded');
    expect(parts(field, 'progress')).to.be.empty;
    expect(buttons(part(field, 'row'))).to.deep.equal(['Remove letter.txt']);
  });

  it('shows while the signer looks at the stored object', async () => {
    const { field, net } = await mount();
    net.unsure = true;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(field)[0]?.endsWith('Finishing'));
    net.release();
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
  });

  it('shows every state with its word and its buttons', async () => {
    const { field } = await mount({ uploader: stillUploader(everyState()), multiple: true });
    expect(rows(field).map((row) => row.split(' | ')[2])).to.deep.equal([
      ...['Uploading 43%', 'Finishing', 'Preparing', 'Waiting', 'Paused at 43%', 'Uploaded'],
      ...['The connection broke again and again. Try it once more.', 'Cancelled'],
    ]);
    expect(
      parts(field, 'row').map((row) => buttons(row).map((b) => b.split(' ')[0])),
    ).to.deep.equal([
      ...[['Pause', 'Cancel'], ['Cancel'], ['Cancel'], ['Cancel'], ['Resume', 'Cancel']],
      ...[['Remove'], ['Retry', 'Remove'], ['Remove']],
    ]);
  });

  it('sums up several files, with speed and time left', async () => {
    const uploads = [still(1, 'done'), still(2, 'uploading'), still(3, 'uploading')];
    const { field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    const texts = [...part(field, 'summary-text').children].map(({ textContent }) => textContent);
    const plain = texts.map((text) => text.replace(/[\u2068\u2069]/g, ''));
    expect(plain).to.deep.equal(['1 of 3 files uploaded', '62%', '2.48 MB/s · 10 sec left']);
    expect((part(field, 'total-progress') as HTMLProgressElement).position).to.be.closeTo(
      0.62,
      0.01,
    );
  });

  it('shows speed and time left in the row where there is but one', async () => {
    const { field } = await mount({ uploader: stillUploader([still(1, 'uploading')]) });
    const speed = part(field, 'speed').textContent;
    expect(speed.replace(/[\u2068\u2069]/g, '')).to.equal('1.24 MB/s · 10 sec left');
    expect(parts(field, 'summary')).to.be.empty;
  });

  it('shows names as text, isolated, and keeps the extension apart', async () => {
    const evil = '<img src=x onerror=alert(1)>.txt';
    const { field } = await mount({
      uploader: stillUploader([still(1, 'done', evil), still(2, 'done', 'photo\u202Egpj.exe')]),
    });
    const names = parts(field, 'name');
    expect(names[0]?.textContent.trim()).to.equal(evil);
    expect(field.shadowRoot?.querySelector('img')).to.equal(null);
    expect(names[1]?.querySelector('bdi')?.lastElementChild?.textContent).to.equal('.exe');
  });

  it('says beside the shield what was checked, and only there', async () => {
    const uploader = stillUploader([still(1, 'done'), still(2, 'uploading')]);
    const { field } = await mount({ uploader, multiple: true });
    const titles = (): string[] => parts(field, 'status').map((status) => status.title);
    expect(titles()).to.deep.equal(['Checked: every byte arrived unchanged.', '']);
    field.lang = 'de';
    await waitUntil(() => titles()[0] === 'Geprüft: Jedes Byte ist unverändert angekommen.');
  });

  it('shortens a long name in the middle', async () => {
    const name = `${'very long '.repeat(40)}name.jpeg`;
    const { field } = await mount({ uploader: stillUploader([still(1, 'done', name)]) });
    const [stem, extension] = part(field, 'name').querySelectorAll('bdi > span');
    expect(stem?.scrollWidth).to.be.greaterThan(stem?.clientWidth ?? 0);
    const right = extension?.getBoundingClientRect().right ?? Infinity;
    expect(right).to.be.at.most(part(field, 'details').getBoundingClientRect().right + 1);
  });

  it('speaks another language', async () => {
    const { field } = await mount({
      ...{ lang: 'de', messages: { done: 'Fertig', choose: () => 'Datei wählen' } },
      uploader: stillUploader([still(1, 'done', 'a.jpg', 12_340_000)]),
    });
    expect(rows(field)).to.deep.equal(['a.jpg | 12,3 MB | Fertig']);
    expect(part(field, 'button').textContent.trim()).to.equal('Datei wählen');
    field.lang = 'en';
    field.messages = {};
    await field.updateComplete;
    expect(rows(field)).to.deep.equal(['a.jpg | 12.3 MB | Uploaded']);
  });

  it('is made of no inline style', async () => {
    const { field } = await mount({ uploader: stillUploader(everyState()), multiple: true });
    expect(field.shadowRoot?.querySelector('[style], style')).to.equal(null);
    expect(field.shadowRoot?.adoptedStyleSheets).to.not.be.empty;
  });
});

describe('what a person can do', () => {
  it('holds and goes on with one upload', async () => {
    const { field, net } = await mount();
    net.stuck = true;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(field)[0]?.includes('Uploading'));
    press(field, 'Pause a.txt');
    await field.updateComplete;
    expect(rows(field)[0]).to.contain('Paused');
    net.stuck = false;
    press(field, 'Resume a.txt');
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
  });

  it('cancels an upload, which then is gone from the list and from storage', async () => {
    const { field, net } = await mount();
    net.stuck = true;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(field)[0]?.includes('Uploading'));
    press(field, 'Cancel a.txt');
    await field.updateComplete;
    expect(rows(field)).to.be.empty;
    expect(net.aborted).to.deep.equal(['token-0-a.txt']);
  });

  it('retries what can succeed, and only that', async () => {
    const { field, net } = await mount({ multiple: true, maxSize: 5000 });
    net.refuse.add('a.txt');
    field.addFiles([file('a.txt'), file('huge.txt', 6000)]);
    await waitUntil(() => rows(field)[0]?.includes('The service said'));
    expect(rows(field)[1]).to.contain('This file is 6 kB; the limit is 5 kB.');
    expect(buttons(parts(field, 'row')[1]!)).to.deep.equal(['Remove huge.txt']);
    net.refuse.clear();
    press(field, 'Retry failed');
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
    expect(net.declared).to.deep.equal(['a.txt']);
    press(field, 'Remove failed');
    await field.updateComplete;
    expect(rows(field)).to.deep.equal(['a.txt | 1 kB | Uploaded']);
  });

  it('starts uploads that wait, one or all', async () => {
    const { field, net } = await mount({ multiple: true }, { autostart: false });
    field.addFiles([file('a.txt'), file('b.txt')]);
    await field.updateComplete;
    expect(rows(field).every((row) => row.endsWith('Waiting'))).to.equal(true);
    press(field, 'Upload a.txt');
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
    expect(net.declared).to.deep.equal(['a.txt']);
    press(field, 'Upload all');
    await waitUntil(() => rows(field)[1]?.endsWith('Uploaded'));
  });

  it('holds, goes on with and cancels all', async () => {
    const { field, net } = await mount({ multiple: true });
    field.addFiles([file('ready.txt')]);
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
    net.stuck = true;
    field.addFiles([file('a.txt'), file('b.txt')]);
    await waitUntil(() => rows(field).filter((row) => row.includes('Uploading')).length === 2);
    press(field, 'Pause all');
    await field.updateComplete;
    expect(rows(field).filter((row) => row.includes('Paused'))).to.have.length(2);
    press(field, 'Resume all');
    await waitUntil(() => rows(field).filter((row) => row.includes('Uploading')).length === 2);
    press(field, 'Cancel all');
    await field.updateComplete;
    expect(rows(field)).to.deep.equal(['ready.txt | 1 kB | Uploaded']);
  });

  it('replaces the file of a single-file field, but not by a refused one', async () => {
    const { field } = await mount({ accept: '.txt' });
    field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
    field.addFiles([file('b.png', 10, 'image/png')]);
    await field.updateComplete;
    expect(rows(field).map((row) => row.split(' | ')[0])).to.deep.equal(['a.txt', 'b.png']);
    field.addFiles([file('c.txt'), file('d.txt')]);
    await waitUntil(() => rows(field)[0] === 'c.txt | 1 kB | Uploaded');
    expect(rows(field)[1]).to.contain('Only 1 file can be uploaded.');
  });

  it('picks files through the native dialog, the same one twice too', async () => {
    const { field } = await mount({ multiple: true, duplicates: 'allow' });
    const input = field.shadowRoot!.querySelector('input')!;
    let opened = 0;
    input.addEventListener('click', (event) => {
      event.preventDefault();
      opened += 1;
    });
    part(field, 'button').click();
    part(field, 'drop-text').click();
    field.click();
    document.querySelector('label')!.click();
    expect(opened).to.equal(4);
    for (const round of [1, 2]) {
      const picked = new DataTransfer();
      picked.items.add(file('a.txt'));
      input.files = picked.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      expect(input.value).to.equal('');
      expect(field.checkValidity()).to.equal(false);
      await waitUntil(() => field.uploads.length === round);
    }
  });

  it('cannot do anything while the field is disabled', async () => {
    const { field } = await mount({ uploader: stillUploader(everyState()), disabled: true });
    const all = [...field.shadowRoot!.querySelectorAll<HTMLButtonElement>('button, input')];
    expect(all.every((button) => button.disabled)).to.equal(true);
    let opened = false;
    field.shadowRoot!.querySelector('input')!.click = () => (opened = true);
    field.click();
    part(field, 'dropzone').click();
    expect(opened).to.equal(false);
  });
});

describe('the uploader', () => {
  it('is made with settings that come later', async () => {
    const { signer, declared } = fakeNetwork();
    const field = document.createElement('direct-upload');
    const own = field.uploader;
    field.signer = signer;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => declared.length === 1);
    expect(field.uploader).to.equal(own);
    own.close();
  });

  it('gets properties that were set before the element was defined', async () => {
    const net = fakeNetwork();
    document.body.append(document.createElement('late-upload'));
    const field = document.querySelector<DirectUpload>('late-upload')!;
    Object.assign(field, { uploader: net.uploader, maxSize: '1kB', multiple: true });
    customElements.define('late-upload', class extends DirectUpload {});
    await field.updateComplete;
    expect(field.uploader).to.equal(net.uploader);
    expect(part(field, 'hint').textContent).to.equal('up to 1 kB');
    field.remove();
  });

  it('keeps what the page adds in the task in which all others are removed', async () => {
    const { field, net } = await mount({ multiple: true });
    net.stuck = true;
    const [added] = field.addFiles([file('a.txt')]);
    net.uploader.add([file('b.txt')]);
    field.clear(added?.id);
    expect(field.uploads.map((upload) => upload.file.name)).to.deep.equal(['b.txt']);
  });

  it('is shared by two fields, and outlives both', async () => {
    const net = fakeNetwork();
    const one = await mount({ uploader: net.uploader, multiple: true });
    const two = await mount({ uploader: net.uploader, multiple: true });
    one.field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(two.field)[0]?.endsWith('Uploaded'));
    net.stuck = true;
    two.field.addFiles([file('b.txt')]);
    await waitUntil(() => net.uploader.uploads[1]?.state.status === 'uploading');
    one.field.remove();
    two.field.remove();
    await aTimeout(0);
    expect(net.uploader.uploads[1]?.state.status).to.equal('uploading');
    net.uploader.close();
  });

  it('does not announce what a shared one did before', async () => {
    const net = fakeNetwork();
    net.uploader.add([file('a.txt')]);
    await waitUntil(() => net.uploader.uploads[0]?.state.status === 'done');
    const field = document.createElement('direct-upload');
    let completed = 0;
    field.addEventListener('upload-complete', () => (completed += 1));
    field.uploader = net.uploader;
    document.body.append(field);
    await field.updateComplete;
    expect([field.receipts.length, completed]).to.deep.equal([1, 0]);
    field.remove();
  });

  it('lets go of one that was replaced', async () => {
    const { field, net } = await mount();
    const other = fakeNetwork();
    field.uploader = other.uploader;
    net.uploader.add([file('old.txt')]);
    other.uploader.add([file('new.txt')]);
    await waitUntil(() => rows(field)[0]?.startsWith('new.txt'));
    expect(field.uploads).to.have.length(1);
  });

  it('holds still while its own field is out of the page, not while that is moved', async () => {
    const field = document.createElement('direct-upload');
    const net = fakeNetwork();
    net.silent = true;
    field.signer = net.signer;
    document.body.append(field);
    field.addFiles([file('a.txt')]);
    const { uploader } = field;
    await waitUntil(() => uploader.uploads[0]?.state.status === 'preparing');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(field);
    await aTimeout(0);
    expect(uploader.uploads[0]?.state.status).to.equal('preparing');
    field.remove();
    await aTimeout(0);
    expect(uploader.uploads[0]?.state.status).to.equal('paused');
    place.append(field);
    expect(uploader.uploads[0]?.state.status).to.equal('preparing');
    place.remove();
    uploader.close();
  });

  it('takes autostart from the attribute', async () => {
    const field = document.createElement('direct-upload');
    expect(field.autostart).to.equal(true);
    field.setAttribute('autostart', 'false');
    expect([field.autostart, field.uploader.autostart]).to.deep.equal([false, false]);
    field.removeAttribute('autostart');
    document.body.append(field);
    await field.updateComplete;
    expect(field.uploader.autostart).to.equal(true);
    expect(field.uploader).to.be.instanceOf(Uploader);
    field.remove();
  });

  it('reports limits that cannot be understood, and works without them', async () => {
    const told: string[] = [];
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      told.push(event.message);
    };
    const { onerror } = window;
    window.onerror = null;
    window.addEventListener('error', listen);
    const { field } = await mount({ maxSize: 'huge', maxFiles: '0', multiple: true });
    await waitUntil(() => told.length === 2);
    window.removeEventListener('error', listen);
    window.onerror = onerror;
    expect(told.join()).to.contain('max-size="huge" is not a size');
    expect(told.join()).to.contain('max-files="0" is not a count');
    const done = oneEvent(field, 'upload-complete');
    field.addFiles([file('a.txt')]);
    await done;
  });
});
