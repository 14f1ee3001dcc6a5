import { expect, fixture, html } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import '../define.js';
import { UploadError } from '../engine/index.js';
import { buttons, mount, part, rows } from '../testing/mount.js';
import { interrupted, still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

const button = (field: DirectUpload): string => part(field, 'button').textContent.trim();
const shows = (field: DirectUpload, text: string): Promise<void> =>
  waitUntil(() => button(field) === text, `never shows ${text}`);

/** A field in an element with this `lang`. */
async function fieldIn(
  lang: string,
  properties: Partial<DirectUpload> = {},
): Promise<DirectUpload> {
  const place = await fixture<HTMLElement>(html`<div lang=${lang}></div>`);
  const field = document.createElement('direct-upload');
  Object.assign(field, properties);
  place.append(field);
  await field.updateComplete;
  return field;
}

describe('the language of a field', () => {
  const { lang } = document.documentElement;
  afterEach(() => {
    document.documentElement.lang = lang;
  });

  it('is English without any request on a page in English, or in no stated language', async () => {
    for (const each of ['', 'en', 'en-GB', 'EN_us']) {
      expect(button(await fieldIn(each))).to.equal('Choose file');
    }
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(loaded.filter((name) => name.includes('locales'))).to.deep.equal([]);
  });

  it('is that of the nearest ancestor, whatever its region, and never English before', async () => {
    const place = await fixture<HTMLElement>(html`<div lang="de-AT"></div>`);
    const field = document.createElement('direct-upload');
    const seen: string[] = [];
    place.append(field);
    const watch = new MutationObserver(() => seen.push(button(field)));
    watch.observe(field.shadowRoot!, { childList: true, subtree: true, characterData: true });
    await field.updateComplete;
    watch.disconnect();
    expect(seen).not.to.be.empty;
    expect(new Set(seen)).to.deep.equal(new Set(['Datei auswählen']));
  });

  it('comes through shadow roots', async () => {
    const host = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    const root = host.attachShadow({ mode: 'open' });
    const field = root.appendChild(document.createElement('direct-upload'));
    await field.updateComplete;
    expect(button(field)).to.equal('Datei auswählen');
    host.lang = 'en';
    await shows(field, 'Choose file');
    field.lang = 'de';
    await shows(field, 'Datei auswählen');
  });

  it('follows the page, an ancestor, the element itself, and a move to another place', async () => {
    const { field } = await mount();
    expect(button(field)).to.equal('Choose file');
    document.documentElement.lang = 'de';
    await shows(field, 'Datei auswählen');
    field.parentElement!.lang = 'ar';
    await shows(field, 'اختيار ملف');
    field.lang = 'en';
    await shows(field, 'Choose file');
    field.removeAttribute('lang');
    await shows(field, 'اختيار ملف');
    const elsewhere = await fixture<HTMLElement>(html`<div lang="de"></div>`);
    elsewhere.append(field);
    await shows(field, 'Datei auswählen');
    document.documentElement.lang = 'fr';
    await field.updateComplete;
    expect(button(field)).to.equal('Datei auswählen');
  });

  it('ends with the last of several changes', async () => {
    const { field } = await mount({ lang: 'de' });
    field.lang = 'ar';
    await field.updateComplete;
    field.lang = 'de';
    await field.updateComplete;
    field.lang = 'en';
    await shows(field, 'Choose file');
    field.lang = 'ar';
    await shows(field, 'اختيار ملف');
  });

  it('is English with the formats of the page where there is no translation', async () => {
    const field = await fieldIn('eo', { maxSize: 1_500_000 });
    expect(button(field)).to.equal('Choose file');
    expect(part(field, 'hint').textContent).to.match(/^up to 1[,.]5/);
    expect(button(await fieldIn('de_DE!'))).to.equal('Choose file');
  });

  it('lets single strings be replaced', async () => {
    const field = await fieldIn('de', { multiple: true, messages: { drop: 'hierher damit' } });
    expect(button(field)).to.equal('Dateien auswählen');
    expect(part(field, 'drop-text').textContent).to.equal('hierher damit');
  });

  it('does not let a form go out while it waits for its strings', async () => {
    const form = await fixture<HTMLFormElement>(html`<form lang="ar"></form>`);
    const field = document.createElement('direct-upload');
    Object.assign(field, { name: 'photos', required: true });
    form.append(field);
    // The first update runs after this microtask; the strings take longer.
    await Promise.resolve();
    expect(field.shadowRoot!.childElementCount).to.equal(0);
    expect(form.matches(':invalid')).to.equal(true);
    await field.updateComplete;
    expect(field.validationMessage).to.equal('اختر ملفًا.');
  });
});

describe('a list in another language', () => {
  it('has its states, sizes and buttons in that language', async () => {
    const uploads = [
      ...(['uploading', 'paused', 'done'] as const).map((status, id) => still(id, status)),
      ...interrupted(),
    ];
    const { field } = await mount({ lang: 'de', uploader: stillUploader(uploads) });
    expect(rows(field).map((row) => row.replace(/\u00a0/g, ' '))).to.deep.equal([
      'uploading.jpg | 12,3 MB | Wird hochgeladen 43 %',
      'paused.jpg | 12,3 MB | Pausiert bei 43 %',
      'done.jpg | 12,3 MB | Hochgeladen',
      'holiday.mp4 | 734 MB | Unterbrochen',
      'backup.zip | 734 MB | Unterbrochen. Wählen Sie die Datei erneut aus, um fortzufahren.',
    ]);
    expect(
      buttons(part(field, 'row')).map((label) => label.replace(/[\u2068\u2069]/g, '')),
    ).to.deep.equal(['Pausieren: uploading.jpg', 'Abbrechen: uploading.jpg']);
    expect(part(field, 'summary-text').textContent).to.contain('1 von 5 hochgeladen');
  });

  it('tells failures by their code and keeps what an operator asks for', async () => {
    const details = { status: 403, transactionId: 'tx12' };
    const errors = [
      new UploadError('network', 'The connection broke.'),
      new UploadError('storage-refused', 'Storage refuses the signed URL.', details),
      new UploadError('cors', 'Storage answers, but …'),
      new UploadError('too-large', 'More than the policy allows.', { status: 413 }),
    ];
    const uploads = errors.map((error, id) => still(id, 'failed', 'a.txt', 1000, error));
    const { field } = await mount({ lang: 'de', uploader: stillUploader(uploads) });
    const plain = rows(field).map((row) => row.replace(/[\u2068\u2069]/g, '').split(' | ')[2]);
    expect(plain).to.deep.equal([
      'Die Verbindung ist abgebrochen.',
      'Der Speicherdienst hat die Datei abgelehnt. (tx12)',
      'Der Speicherdienst ist falsch eingerichtet (cors).',
      'Die Datei ist zu groß.',
    ]);
  });

  it('tells the limits of the field itself with their values', async () => {
    const { field, net } = await mount({ lang: 'de', multiple: true, maxSize: 10, maxFiles: 3 });
    field.addFiles([new File(['x'.repeat(20)], 'big.txt')]);
    await field.updateComplete;
    expect(rows(field)).to.deep.equal([
      'big.txt | 20 Byte | Die Datei ist 20 Byte groß; das Limit ist 10 Byte.',
    ]);
    // And again when the language changes.
    field.lang = 'ar';
    await waitUntil(() => rows(field)[0]?.includes('حجم الملف '));
    field.lang = 'en';
    await waitUntil(() =>
      rows(field)[0]?.includes('This file is 20 bytes; the limit is 10 bytes.'),
    );
    net.uploader.close();
  });
});
